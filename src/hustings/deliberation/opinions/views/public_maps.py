"""The opinion map of a step, and all that it takes to draw it again."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.opinions import drawing, map_page, statements
from hustings.deliberation.opinions.maps import recount
from hustings.deliberation.opinions.models import Map
from hustings.deliberation.opinions.views.public_statements import phase_of
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web import query_params


@require_safe
@frame.guarded
def opinion_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The map: picture, groups, and statements that unite or divide."""
    phase, reader = _read(request, pk)
    made = map_page.latest(phase)
    here = reverse("opinions:map", args=[pk])
    words: dict[str, Any] = {"phase": phase, "here": here, "least": drawing.LEAST_PEOPLE}
    if made:
        page = map_page.Page(made, with_copies=bool(request.GET.get("copies")))
        words |= {"chart": page, "mine": map_page.mine(page, phase, reader), "query": f"?map={made.pk}"}
    return frame.page(request, "opinions/map.html", reader, words, canonical=here)


def _read(request: HttpRequest, pk: int) -> tuple[Phase, Reader]:
    phase = phase_of(pk)
    return phase, frame.reader_of(request, phase.consultation)


def _map(request: HttpRequest, pk: int) -> Map:
    """The map that the page was of, else the last one."""
    phase, _reader = _read(request, pk)
    rows = Map.objects.filter(phase=phase)
    wanted = query_params.key(request.GET.get("map", ""))
    found = (rows.filter(pk=wanted).first() if wanted else None) or rows.order_by("-pk").first()
    if found is None:
        raise Http404
    return found


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to take along."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
@frame.guarded
def votes(request: HttpRequest, pk: int) -> HttpResponse:
    """The very votes that the map was drawn from."""
    return file_answer(_map(request, pk).votes, "text/csv; charset=utf-8", f"votes-{pk}.csv")


@require_safe
@frame.guarded
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The map as JSON, of which the fingerprint is."""
    return file_answer(_map(request, pk).result, "application/json", f"map-{pk}.json")


@require_safe
@frame.guarded
def script(request: HttpRequest, pk: int) -> HttpResponse:
    """The script that draws the map again."""
    _read(request, pk)
    return file_answer(recount.archive(), "application/zip", "recount.pyz")


@require_safe
@frame.guarded
def statement_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Statements by the numbers that the file of votes has, with the votes of each group."""
    phase, _reader = _read(request, pk)
    made = map_page.latest(phase)
    page = map_page.Page(made) if made else None
    text = "".join(csvs.lines(_statement_rows(phase, page)))
    return file_answer(text.encode(), "text/csv; charset=utf-8", f"statements-{pk}.csv")


def _statement_rows(phase: Phase, page: map_page.Page | None) -> Iterator[list[Any]]:
    names = [
        f"{said}_{group.name}"
        for group in (page.groups if page else [])
        for said in ("agree", "disagree", "n")
    ]
    yield ["statement", "text", "by_team", "agree", "disagree", "pass", *names]
    for item in statements.of(phase).for_lists().order_by("pk").iterator(2_000):
        version = item.version
        assert version
        by_group = page.figures["votes"].get(str(item.pk), []) if page and page.is_grouped else []
        yield [
            item.pk, version.text or version.title, item.participant_id is None, version.n_agree,
            version.n_disagree, version.n_pass + version.n_mixed, *(n for group in by_group for n in group),
        ]  # fmt: skip
