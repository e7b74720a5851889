"""On the site: tell the moderators that an item breaks the rules."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts, public_items
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.moderation import actions
from hustings.deliberation.moderation.forms.public import ReportForm
from hustings.people.signups.public_forms import responses


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the moderators that an item breaks the rules; anybody may, a few times an hour."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    if not found.is_live or found.version is None:
        return public_items.gone(request, reader, found)
    if request.method != "POST":
        form = frame.anew(request, reader, ReportForm)
        return _report_page(request, found, reader, form)
    form = public_acts.sent(request, reader, ReportForm)
    here = reverse("consultations:item", args=[pk])
    if form.is_trapped:
        return acting.lead(request, here, "reported")
    if not form.is_valid():
        return _report_page(request, found, reader, form, 422)
    said = form.cleaned_data
    try:
        actions.report(
            item=found, participant=reader.participant, visitor=responses.visitor(request),
            reason=said["reason"], words=said["words"],
        )  # fmt: skip
    except acting.REFUSALS as why:
        words = {"outcome": acting.refused(why), "item": found}
        return frame.page(request, "refused", reader, words, status=429)
    return acting.lead(request, here, "reported")


def _report_page(
    request: HttpRequest, item: Item, reader: Reader, form: Any, status: int = 200
) -> HttpResponse:
    words = {"item": item, "phase": item.phase, "form": form}
    return frame.page(request, "moderation/report.html", reader, words, status=status)
