"""HQ's page for taking people out as a file."""

from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.roles import Right
from hustings.people.actions import exports
from hustings.people.import_forms import ExportForm
from hustings.people.models import Export

LATEST = 20


@needs(Right.EXPORT_PEOPLE)
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Choose people and columns; the answer is the file."""
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data
        lines = exports.export(
            user=request.user,  # type: ignore[arg-type] # the guard let nobody else in
            chosen=chosen["columns"],
            segment=chosen["segment"],
            delimiter=chosen["delimiter"],
            bom=chosen["bom"],
        )
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{_file_name(timezone.localdate())}"'
        answer["Cache-Control"] = "no-store"
        return answer
    title = _("Export people")
    latest = Export.objects.select_related("user")
    if not access.everywhere(request.user, Right.EXPORT_PEOPLE):
        latest = latest.filter(user=request.user.pk)
    context = {
        "form": form, "exports": latest[:LATEST], "header_title": title, "page_title": title,
        "header_icon": "download",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title},
        ],
    }  # fmt: skip
    return render(request, "people/imports/export.html", context, status=422 if form.errors else 200)


def _file_name(day: date) -> str:
    return f"people-{day.isoformat()}.csv"
