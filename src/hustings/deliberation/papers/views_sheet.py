"""HQ: correct a sheet that was typed wrong, or delete it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations import acted, refusals
from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import MODERATE, RUN
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.deliberation.papers import actions
from hustings.deliberation.papers.forms import SheetForm
from hustings.deliberation.papers.models import Paper
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import status_of

_runs = needs(RUN)


def _sheet(request: HttpRequest, pk: int) -> Paper:
    """A sheet that is shown, of a consultation that the user runs; else 404."""
    mine = Consultation.objects.visible_to(request.user)
    rows = Paper.objects.filter(item__consultation__in=mine, item__hidden_at=None, item__withdrawn_at=None)
    return get_object_or_404(rows.select_related("item__version", "item__consultation__zone"), pk=pk)


@_runs
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words: the next version."""
    found = _sheet(request, pk)
    item = found.item
    assert item.version
    known = {"title": item.version.title, "text": item.version.text, "written_on": found.written_on}
    is_sent = request.method == "POST"
    form = SheetForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=known)
    if form.is_valid():
        try:
            actions.correct(paper=found, **form.cleaned_data, user=me(request))
        except refusals.Gone:
            messages.error(request, _("It isn’t shown any more."))
        else:
            messages.success(request, _("Saved."))
        return redirect("papers_hq:list", item.consultation_id)
    trail = ((reverse("papers_hq:list", args=[item.consultation_id]), _("On paper")),)
    words = {"form": form}
    return hq.page(
        request, "edit", _("Correct"), item.consultation, words, status=status_of(form), trail=trail
    )


@_runs
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first; once somebody has acted on it, lead to moderation."""
    found = _sheet(request, pk)
    item = found.item
    is_acted_on = acted.on([item.pk], [Paper])
    if request.method == "POST":
        try:
            actions.delete(paper=found, user=me(request))
        except actions.Acted:
            is_acted_on = True
        else:
            messages.success(request, _("Deleted."))
            return redirect("papers_hq:list", item.consultation_id)
    why_not = _(
        "People voted on it or answered it: it can’t be deleted. Moderators can hide it, with a reason."
    )
    words = {
        "asked": _("Delete “%(title)s” with its scan? It can’t be undone.") % {"title": item},
        "verb": _("Delete"), "why_not": why_not if is_acted_on else "",
        "instead": access.may(request.user, MODERATE)
        and {"url": reverse("moderation_hq:item", args=[item.pk]), "label": _("Moderate it")},
    }  # fmt: skip
    trail = ((reverse("papers_hq:list", args=[item.consultation_id]), _("On paper")),)
    status = 409 if is_acted_on and request.method == "POST" else 200
    return hq.page(request, "confirm", _("Delete"), item.consultation, words, status=status, trail=trail)
