"""HQ: have the slow checks run, and see how far they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.rights import VIEW_MAILINGS
from hustings.mailing import actions
from hustings.mailing.checks import panel
from hustings.mailing.models import Mailing
from hustings.mailing.pages import find, typed, user_of
from hustings.mailing.rights import may_change
from hustings.mailing.sending_rights import CHANGE_MAILINGS


@needs(CHANGE_MAILINGS)
@require_POST
def look_outside(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a look, unless one goes on."""
    mailing = typed(find(pk))
    if not may_change(user_of(request), mailing):
        return access.denied(request)
    actions.look_outside(mailing=mailing, user=user_of(request))
    return _shown(request, mailing) if request.headers.get("HX-Request") else redirect("mailing:mailing", pk)


@needs(VIEW_MAILINGS)
def outside(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is: asked for every two seconds while it goes on."""
    return _shown(request, typed(find(pk)))


def _shown(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    context = {"mailing": mailing, "may_change": may_change(user_of(request), mailing)}
    context |= panel.outside(mailing) | {"was_looking": True}
    return render(request, "mailing/outside.html", context)
