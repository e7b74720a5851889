"""Erase one person, after a question."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.accounts.access import needs
from hustings.accounts.models import User
from hustings.people import actions, forms
from hustings.people.rights import CHANGE_PEOPLE
from hustings.people.views import hq
from hustings.people.views.once import once


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def erase(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask, then forget them."""
    assert isinstance(request.user, User)
    someone = hq.person(request, uid, CHANGE_PEOPLE)
    form = forms.EraseForm(hq.posted(request))
    if request.method == "POST" and form.is_valid():
        actions.erase_person(person=someone, user=request.user)
        messages.success(request, _("The person was erased."))
        return redirect(reverse("people:list"))
    return hq.page(
        request, "people/erase.html", {"form": form, "person": someone},
        title=_("Erase"), trail=hq.people_trail(someone), icon="bin", status=422 if form.errors else 200,
    )  # fmt: skip
