"""Visibility of forms: sums, and the answers of one's own people."""

from django.db.models import Q
from django.http import HttpRequest

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE, sees_sums
from hustings.site.forms.models import Response, ResponseQuerySet

sums = access.guard(sees_sums)


def of(request: HttpRequest, right: Right = VIEW_PEOPLE) -> ResponseQuerySet:
    """Those that the user may see: of their people, nameless ones of their territory, or all."""
    if access.everywhere(request.user, right):
        return Response.objects.all()
    theirs = Q(person__in=Person.objects.visible_to(request.user, right))
    zones = access.zones(request.user, right).values("inner")
    return Response.objects.filter(theirs | Q(person=None, sign_up=None, mailbox="", zone__in=zones))
