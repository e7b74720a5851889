"""Studies of who writes to the team: from which mailboxes that is learnt, and how far it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.security.incidents import actions
from hustings.security.incidents.guards import store
from hustings.security.incidents.models import Source, Study
from hustings.security.incidents.sources import mailbox_study
from hustings.security.incidents.views import hq

_MOST = 500


def _standing() -> dict[str, Any]:
    return mailbox_study.standing(Study.Purpose.RELATIONS) | {
        "watch": reverse("incidents:relations_progress")
    }


@needs(GUARD_MAIL)
@never_cache
@require_safe
def relations(request: HttpRequest) -> HttpResponse:
    context = _standing() | {
        "sources": list(Source.objects.whole()[:_MOST]), "has_store": bool(store.digest()),
    }  # fmt: skip
    trail = (hq.home(), ("../sources/", _("Monitored mailboxes")))
    return hq.page(request, "relations", _("The team’s contacts"), context, *trail)


@needs(GUARD_MAIL)
@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The part of the page that changes; the whole page anew once it is done."""
    return part(request, _standing())


def part(request: HttpRequest, standing: dict[str, Any]) -> HttpResponse:
    """How a reading of mailboxes goes, whatever is made of them; the whole page anew once it is done."""
    answer = render(request, "incidents/_study.html", standing)
    if not (standing["study"] and standing["study"].is_busy):
        answer["HX-Refresh"] = "true"
    return answer


@needs(GUARD_MAIL)
@require_POST
def deeds(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("do")
    if wanted == "forget":
        actions.unlearn(**hq.by(request))
        messages.success(
            request,
            _("The data was deleted. Connectors on other servers keep their copy until the next update."),
        )
    elif wanted in ("learn", "anew"):
        try:
            actions.learn(anew=wanted == "anew", **hq.by(request))
            messages.success(request, _("Reading the mailboxes. You can leave this page."))
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("incidents:relations")
