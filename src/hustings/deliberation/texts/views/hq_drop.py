"""HQ: drop a text that was published too early, or in the wrong step."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.consultations.views import hq_frame
from hustings.deliberation.texts import actions, refusals
from hustings.deliberation.texts.views.hq import text_of
from hustings.foundation.accounts.access import me, needs


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first; once somebody has acted, say why not."""
    found = text_of(request, pk)
    is_acted_on = actions.is_acted_on(found)
    if request.method == "POST":
        try:
            actions.drop(text=found, user=me(request))
        except refusals.Acted:
            is_acted_on = True
        else:
            messages.success(request, _("The text is dropped. You can bring in another, or delete its step."))
            return redirect("texts_hq:text", pk)
    why_not = _("People voted on this text, argued about it or amended it: it stays. End its step instead.")
    words = {
        "asked": _("Drop this text? Its passages are deleted, and it can’t be undone."),
        "verb": _("Drop this text"), "why_not": why_not if is_acted_on else "",
    }  # fmt: skip
    trail = ((reverse("texts_hq:text", args=[pk]), str(found.phase)),)
    status = 409 if is_acted_on and request.method == "POST" else 200
    title, consultation = _("Drop this text"), found.phase.consultation
    return hq_frame.page(request, "confirm", title, consultation, words, status=status, trail=trail)
