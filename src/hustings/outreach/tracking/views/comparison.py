"""HQ: mailings side by side, and the same as a table to take along."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.display import charts
from hustings.foundation.lib.text import csvs
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import framed
from hustings.outreach.tracking import comparison as comparing
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.comparison import Figure, Line, Usual
from hustings.outreach.tracking.forms.comparison import ComparisonForm

SHOWN = 25
_CHUNK = 200


@needs(VIEW_MAILINGS)
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Mailings that left, newest first, each with its figures and what is unusual about them."""
    form = ComparisonForm(request.user, request.GET)
    page = Paginator(form.chosen().select_related("segment"), SHOWN).get_page(request.GET.get("p"))
    lines = comparing.lines(list(page.object_list))
    usual, figures = comparing.usual(), comparing.figures()
    key = request.GET.get("chart", "")
    key = key if key in figures else next(iter(figures))
    asked = request.GET.copy()
    asked.pop("p", None)
    context = framed(_("Compare mailings")) | {
        "form": form,
        "page": page,
        "has_lines": bool(lines),
        "rows": [(None, _usual(figures, usual)), *((line, _cells(line, usual)) for line in lines)],
        "figures": [(figure, usual.get(figure.key)) for figure in figures.values()],
        "chosen": key,
        "chart": _chart(lines, figures[key], usual.get(key)),
        "asked": asked.urlencode(),
    }
    return render(request, "tracking/comparison.html", context)


def _usual(figures: dict[str, Figure], usual: dict[str, Usual]) -> list[tuple[str, str]]:
    """The first row: what is usual of each figure."""
    few = _("not enough data")
    return [
        ((usual[key].words_of_hundred if figure.is_often else usual[key].words) if key in usual else few, "")
        for key, figure in figures.items()
    ]


def _cells(line: Line, usual: dict[str, Usual]) -> list[tuple[str, str]]:
    return [
        (value.words, usual[key].verdict(value) if key in usual else "") if value else ("–", "")
        for key, value in line.values.items()
    ]


def _chart(lines: Sequence[Line], figure: Figure, usual: Usual | None) -> SafeString:
    name = _("%(things)s per 100 e-mails") % {"things": figure.name} if figure.is_often else figure.name
    known = [(line, value) for line in lines if (value := line.values[figure.key])]
    rows = [(line.mailing.name, value.least, value.mid, value.most, value.short) for line, value in known]
    if figure.key == "clicks":
        says = _("The bar goes from certain human clicks to all clicks that are not clearly a bot’s.")
    elif figure.is_often:
        says = ""
    else:
        says = _("The mark is the measured rate, the bar its 95 % margin of error.")
    if usual:
        says = f"{says} {_('Grey: usual range of our last mailings.')}".strip()
    return charts.ranges(
        rows, label=str(name), description=says, headings=(_("Mailing"), str(name)),
        band=(usual.low, usual.high) if usual else None,
    )  # fmt: skip


@needs(VIEW_MAILINGS)
@require_safe
def figures(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV: all that were asked for, on whatever page."""
    chosen = ComparisonForm(request.user, request.GET).chosen().select_related("segment", "topic")
    rows = _table(list(chosen.values_list("pk", flat=True)))
    return csvs.download(csvs.lines(rows, bom=True), "mailings.csv")


def _table(keys: list[int]) -> Iterable[list[Any]]:
    followed = [kind.key for kind in kinds.every() if kind.is_heard()]
    yield [
        "mailing", "subject", "kind", "segment", "topic", "began", "handed_over", "came_back", "delivered",
        "unsubscribed", "complained", "clicks_least", "clicks_most", *followed,
        *(f"{key}_{end}" for key in comparing.figures() for end in ("share_least", "share", "share_most")),
    ]  # fmt: skip
    for at in range(0, len(keys), _CHUNK):
        found = Mailing.objects.select_related("segment", "topic").in_bulk(keys[at : at + _CHUNK])
        for line in comparing.lines([found[pk] for pk in keys[at : at + _CHUNK] if pk in found]):
            yield _row(line, followed)


def _row(line: Line, followed: list[str]) -> list[Any]:
    mailing, count, measure = line.mailing, line.count, line.measure
    counts: list[Any] = [""] * 5
    if count:
        returned = [count.n_came_back, count.n_delivered] if line.values["came_back"] else ["", ""]
        complained = count.n_complained if line.values["complained"] else ""
        counts = [count.n_handed_over, *returned, count.n_unsubscribed, complained]
    clicks: list[Any] = ["", ""]
    if measure and line.values["clicks"]:
        clicks = [measure.least_clicks, measure.n_clicks]
    ends: list[Any] = []
    for value in line.values.values():
        ends += [round(end, 6) for end in (value.least, value.mid, value.most)] if value else ["", "", ""]
    began = mailing.started_at.isoformat(timespec="seconds") if mailing.started_at else ""
    return [
        mailing.name, mailing.subject, mailing.kind, mailing.segment or "", mailing.topic or "", began,
        *counts, *clicks, *(line.followed.get(key, "") for key in followed), *ends,
    ]  # fmt: skip
