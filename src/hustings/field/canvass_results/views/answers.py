"""HQ: the answers to one question, place by place."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.canvass_results import tallies
from hustings.field.canvass_results.asked import Asked
from hustings.field.canvass_results.views import maps
from hustings.field.canvass_results.views.subjects import RESULTS
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.tables import Column, Number, Table
from hustings.foundation.lib.display import proportions
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import frame

_SIZE = 50
LABELS = {
    tallies.LISTS: gettext_lazy("Walk list"), tallies.PLANS: gettext_lazy("Turfs"),
    tallies.STATIONS: gettext_lazy("Polling station"),
}  # fmt: skip


@needs(ORGANISE_CANVASSING)
@require_safe
def answers(request: HttpRequest, kind: str, pk: int, script: int, question: str) -> HttpResponse:
    """A table of shares, with the intervals that they may stand for."""
    asked = Asked(request, kind, pk, script, question)
    page = Paginator(asked.keys, _SIZE).get_page(request.GET.get("p"))
    here = reverse("canvass_results:answers", args=[kind, pk, script, question])
    tabs = [(f"{here}?by={place}", LABELS[place], place == asked.by) for place in asked.places]
    results = (reverse("canvass_results:results", args=[kind, pk]), asked.scope.title)
    words = frame(asked.step.text, (reverse("canvass_results:plans"), str(RESULTS)), results, icon="home")
    words |= {
        "page": page, "tabs": tabs, "by": asked.by, "few": tallies.FEW,
        "map": maps.of_answers(asked), "options": asked.step.options, "answer": asked.answer,
        "table": _table(asked, asked.rows(list(page.object_list))),
        "download": reverse("canvass_results:answers_csv", args=[kind, pk, script, question]),
    }  # fmt: skip
    return render(request, "canvass_results/hq/answers.html", words)


def _table(asked: Asked, rows: Iterable[tallies.Row]) -> Table:
    columns: list[Column] = [
        Column("place", LABELS[asked.by]),
        Number("n", _("Conversations")),
        *(_Share(one.key, one.label, accessor=_cell_of(one.key)) for one in asked.step.options),
    ]
    return Table(columns, rows, caption=asked.step.text)


def _cell_of(key: str) -> Callable[[tallies.Row], Any]:
    return lambda row: "" if row.is_few else row.cells[key]


class _Share(Column):
    """A share, with its interval below; words where there are too few."""

    classname = "number"

    def __init__(self, name: str, label: Any, **more: Any) -> None:
        super().__init__(name, label, empty=_("too few"), under=self._between, **more)

    def written(self, value: Any) -> Any:
        return proportions.percent(value.share)

    def _between(self, row: tallies.Row) -> str:
        value = self.value(row)
        return proportions.span(value.least, value.most) if value else ""


@needs(ORGANISE_CANVASSING)
@require_safe
def answers_csv(request: HttpRequest, kind: str, pk: int, script: int, question: str) -> HttpResponseBase:
    """The same as a file, all places."""
    asked = Asked(request, kind, pk, script, question)
    lines = csvs.lines(_lines(asked), delimiter=";", bom=True)
    return csvs.download(lines, f"answers-{kind}-{pk}-{question}.csv")


def _lines(asked: Asked) -> Iterator[list[Any]]:
    heads = (
        (
            one.label,
            _("%(answer)s: least") % {"answer": one.label},
            _("%(answer)s: most") % {"answer": one.label},
        )
        for one in asked.step.options
    )
    yield [str(LABELS[asked.by]), _("Conversations"), *(word for three in heads for word in three)]
    keys = asked.keys
    for at in range(0, len(keys), _SIZE):
        for row in asked.rows(keys[at : at + _SIZE]):
            cells = row.cells.values()
            yield [row.place, row.n, *(f"{one:.4f}" for cell in cells for one in cell[1:] if not row.is_few)]
