"""Who sees what of forms: sums, and the answers of their own people."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.people.models import Person
from hustings.surveys.models import Response, ResponseQuerySet


def may_see(user: Any) -> bool:
    """Forms and what came of them, in sums, are for those who write the site and those who see people."""
    return any(access.may(user, right) for right in (Right.EDIT_SITE, Right.VIEW_PEOPLE))


def sums(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Guard a view that tells sums."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **keys) if may_see(request.user) else access.denied(request)

    return guarded


def of(request: HttpRequest, right: Right = Right.VIEW_PEOPLE) -> ResponseQuerySet:
    """Those that the user may see: of people of theirs, and without a name from their territory.

    From everywhere also what is nobody's yet.
    """
    if access.everywhere(request.user, right):
        return Response.objects.all()
    theirs = Q(person__in=Person.objects.visible_to(request.user, right))
    zones = access.zones(request.user, right).values("inner")
    return Response.objects.filter(theirs | Q(person=None, sign_up=None, mailbox="", zone__in=zones))
