"""HQ: have the slow checks run, and see how far they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, typed
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.preflight import actions, panel


@needs(CHANGE_MAILINGS)
@require_POST
def look_outside(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a look, unless one goes on."""
    mailing = typed(find(pk))
    if not may_change(me(request), mailing):
        return access.denied(request)
    actions.look_outside(mailing=mailing, user=me(request))
    return _shown(request, mailing) if request.headers.get("HX-Request") else redirect("dispatch:mailing", pk)


@needs(VIEW_MAILINGS)
def outside(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is: asked for every two seconds while it goes on."""
    return _shown(request, typed(find(pk)))


def _shown(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    context = {"mailing": mailing, "may_change": may_change(me(request), mailing)}
    context |= panel.outside(mailing) | {"was_looking": True}
    return render(request, "preflight/outside.html", context)
