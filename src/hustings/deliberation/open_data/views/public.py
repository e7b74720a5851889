"""Open data: what there is, and each table as CSV or JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations.models import Consultation, Item, ItemKind
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.open_data import tables
from hustings.deliberation.open_data.files import decidim
from hustings.foundation.lib.text import csvs

PROPOSALS = "proposals"  # the contributions in Decidim's columns
_OF_PROPOSALS = (ItemKind.CONTRIBUTION, ItemKind.BLOCK, ItemKind.AMENDMENT)


@require_safe
@frame.guarded
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """All tables with their columns."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    words = {"tables": tables.tables.all(), "proposals": PROPOSALS, "columns": decidim.COLUMNS}
    return frame.page(
        request, "open_data/data.html", reader, words, canonical=reverse("open_data:data", args=[pk])
    )


def _guarded(request: HttpRequest, pk: int) -> Consultation:
    found = frame.consultation_of(pk)
    frame.reader_of(request, found)
    return found


@require_safe
@frame.guarded
def table(request: HttpRequest, pk: int, name: str, kind: str) -> HttpResponseBase:
    """One table, written as it is read: ``kind`` is csv or json."""
    consultation = _guarded(request, pk)
    file = f"consultation-{pk}-{name}.{kind}"
    if name == PROPOSALS and kind == "csv":
        found = Item.objects.filter(consultation=consultation, kind__in=_OF_PROPOSALS).live()
        rows = decidim.rows(consultation, tables.walked(found.select_related("version", "question")))
        return csvs.download(csvs.lines(_headed(decidim.COLUMNS, rows), delimiter=";"), file)
    asked = tables.tables.find(name)
    if asked is None or kind not in ("csv", "json"):
        raise Http404
    rows = asked.rows(consultation)
    if kind == "csv":
        return csvs.download(csvs.lines(_headed(asked.columns, rows)), file)
    response = StreamingHttpResponse(_objects(asked.columns, rows), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _headed(columns: Iterable[str], rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    yield list(columns)
    yield from rows


def _objects(columns: Iterable[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """A list of objects, one a line."""
    names, lead = list(columns), "[\n"
    for row in rows:
        yield lead + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"
