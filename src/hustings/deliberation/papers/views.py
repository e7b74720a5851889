"""HQ: enter contributions that came on paper; see their scans."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.deliberation.papers import actions
from hustings.deliberation.papers.forms import PaperForm
from hustings.deliberation.papers.models import Paper
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Moment, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.sent_files import sent

_runs = needs(RUN)


def _page_of(row: Paper) -> str:
    return reverse("consultations:item", args=[row.item_id])


def _scan_of(row: Paper) -> Any:
    if not row.scan:
        return ""
    there = reverse("papers_hq:scan", args=[row.pk])
    return format_html('<a href="{}">{}</a>', there, _("Download"))


def _deeds_of(row: Paper) -> Any:
    if not row.item.is_live:
        return ""
    words = (_("Correct"), _("Delete"))
    there = (reverse(f"papers_hq:{name}", args=[row.pk]) for name in ("correct", "delete"))
    return format_html_join(" · ", '<a href="{}">{}</a>', zip(there, words, strict=True))


class Papers(Resource):
    """Sheets of one consultation, the newest first."""

    guard = _runs
    title, icon = gettext_lazy("On paper"), hq.ICON
    trail = (("consultations_hq:list", hq.CONSULTATIONS),)
    columns = (
        Title("item", gettext_lazy("Contribution"), url=_page_of),
        Column("item.participant", gettext_lazy("Participant")),
        Day("written_on", gettext_lazy("Written on")),
        Moment("entered_at", gettext_lazy("Entered on")),
        Column("scan", gettext_lazy("Scan"), accessor=_scan_of),
        Column("deeds", "", accessor=_deeds_of),
    )
    empty = gettext_lazy("No contribution on paper yet.")
    template_name = "papers/list.html"

    def rows(self) -> QuerySet[Paper]:
        found = hq.found(self.request, self.kwargs["pk"])
        rows = Paper.objects.filter(item__consultation=found)
        return rows.select_related("item__version", "item__participant")

    def about(self) -> dict[str, Any]:
        return {"new": reverse("papers_hq:new", args=[self.kwargs["pk"]])}


@_runs
@require_http_methods(["GET", "HEAD", "POST"])
@hq.once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Type a sheet; the next form follows."""
    found = hq.found(request, pk)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*data, user=request.user, consultation=found)
    if not form.places:
        messages.error(request, _("Add a debate or statements first."))
        return redirect("consultations_hq:record", pk)
    if form.is_valid():
        try:
            actions.enter(**form.values, user=me(request))
            messages.success(request, _("Saved. Enter the next one."))
            return redirect("papers_hq:new", pk)
        except (refusals.NotInvited, refusals.Barred):
            form.add_error("email", _("This person can’t take part in this consultation."))
    trail = ((reverse("papers_hq:list", args=[pk]), _("On paper")),)
    status = status_of(form)
    return hq.page(request, "edit", _("New contribution"), found, {"form": form}, status=status, trail=trail)


@_runs
@require_safe
def scan(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of a sheet, to be saved; 404 where it is gone."""
    mine = Consultation.objects.visible_to(request.user)
    found = get_object_or_404(Paper, pk=pk, item__consultation__in=mine)
    response = sent(found.scan, name=f"scan-{found.item_id}.{str(found.scan.name).rpartition('.')[2]}")
    response["Cache-Control"] = "private, no-store"
    return response
