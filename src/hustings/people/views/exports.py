"""HQ's page for taking people out as a file."""

from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.roles import Right
from hustings.people.actions import exports
from hustings.people.forms.imports import ExportForm
from hustings.people.models import Export
from hustings.people.views import hq

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
    latest = Export.objects.select_related("user")
    if not access.everywhere(request.user, Right.EXPORT_PEOPLE):
        latest = latest.filter(user=request.user.pk)
    context = {"form": form, "exports": latest[:LATEST]}
    return hq.page(
        request, "people/imports/export.html", context, title=_("Export people"), icon="download",
        status=422 if form.errors else 200,
    )  # fmt: skip


def _file_name(day: date) -> str:
    return f"people-{day.isoformat()}.csv"
