"""The picture of a local debate: shown with its report, set and removed by whoever wrote it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.models import Item, ItemKind
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts, public_items
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.syntheses import actions
from hustings.deliberation.syntheses.forms.local_reports import PictureForm
from hustings.deliberation.syntheses.models import LocalReport
from hustings.deliberation.syntheses.page_parts import PICTURE_FORM
from hustings.foundation.lib.web.sent_files import sent


@never_cache
@csrf_exempt  # as votes: see public_acts
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, as long as its report is shown; or another one, or none, of whoever wrote the report."""
    item = frame.item_of(pk)
    reader = frame.reader_of(request, item.phase.consultation)
    if item.kind != ItemKind.REPORT or not item.is_live:
        raise Http404
    if request.method == "POST":
        return _set(request, item, reader)
    report = get_object_or_404(LocalReport.objects.exclude(picture=""), item=pk)
    return sent(report.picture, "image/jpeg")


def _set(request: HttpRequest, item: Item, reader: Reader) -> HttpResponse:
    here = reverse("consultations:item", args=[item.pk])
    form = public_acts.sent(request, reader, PictureForm, files=request.FILES)
    if form.is_trapped or reader.participant is None:
        return acting.lead(request, here)
    if "removal" not in request.POST and not form.is_valid():
        setattr(request, PICTURE_FORM, form)
        return public_items.shown(request, reader, item, status=422)
    values = {} if "removal" in request.POST else form.cleaned_data
    try:
        actions.set_picture(
            participant=reader.participant, item=item, picture=values.get("picture"),
            alt=values.get("alt", ""),
        )  # fmt: skip
    except acting.REFUSALS as why:
        return public_acts.unfinished(request, reader, acting.refused(why), about=item)
    return acting.lead(request, here, "named")
