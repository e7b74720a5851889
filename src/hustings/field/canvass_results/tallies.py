"""Answers to questions, counted by place: each share with the interval that it may stand for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import Http404

from hustings.field.addresses.models import Building
from hustings.field.canvass_results.scopes import SCRIPT, Scope
from hustings.field.canvassing import door_keys, figures
from hustings.foundation.lib.display import proportions
from hustings.foundation.lib.sql import sql_parts
from hustings.people.scripts import results, talk
from hustings.people.scripts.models import Answer, Script

FEW = 10  # fewer answers say nothing of a place, and may tell who gave them
LISTS, PLANS, STATIONS = "lists", "plans", "stations"
_ID = 36  # characters of a building's key


def answers_of(scope: Scope, script: Script) -> QuerySet[Answer]:
    """Answers given at the doors of the scope's lists to a script."""
    return figures.answers_in(scope.lists.order_by().values("pk"), script)


def results_of(scope: Scope) -> list[tuple[Script, list[results.Result]]]:
    """Each question of each script that was asked."""
    return [(script, results.of(script, answers_of(scope, script))) for script in scope.scripts()]


def step_of(script: Script, question: str) -> talk.Step:
    """A question in its newest wording; Http404 for none."""
    for version in script.versions.order_by("-number"):
        for step in version.walked():
            if step.key == question and step.asks:
                return step
    raise Http404


class Cell(NamedTuple):
    """One answer at one place."""

    n: int
    share: float
    least: float
    most: float


class Row(NamedTuple):
    """One place: how many conversations answered, and each answer's cell by its key, unless too few."""

    place: Any
    n: int
    cells: Mapping[str, Cell]

    @property
    def is_few(self) -> bool:
        return self.n < FEW


class Counts(NamedTuple):
    """Conversations that answered, and those with each choice, of one place."""

    n: int
    chosen: Counter[str]


def grouped(scope: Scope, script: Script, question: str, place: str) -> dict[Any, Counts]:
    """Counts by the key of a list, plan or station; None for what belongs to none. A few queries."""
    talks = figures.talks_of(scope.lists.values("pk")).filter(pk=OuterRef("talk_uid"))
    unit: Any = Substr("key", 1, _ID) if place == STATIONS else F("stream__subject")
    rows = answers_of(scope, script).filter(question=question)
    rows = rows.annotate(unit=Subquery(talks.annotate(of=unit).values("of")[:1]))
    totals = dict(rows.values_list("unit").annotate(n=Count("talk_uid", distinct=True)))
    chosen: dict[Any, Counter[str]] = defaultdict(Counter)
    for unit, choice, n in rows.values_list("unit", "choice").annotate(n=Count("pk")):
        chosen[unit][choice] += n
    return _folded(totals, chosen, _places(scope, place, totals))


def _places(scope: Scope, place: str, units: Iterable[Any]) -> Callable[[Any], Any]:
    if place == LISTS:
        return lambda unit: unit
    if place == PLANS:
        return dict(scope.lists.order_by().values_list("pk", "plan")).get
    known: dict[str, int | None] = {}
    for part in sql_parts.parts({unit for unit in units if door_keys.is_of_register(unit)}):
        rows = Building.objects.filter(pk__in=part).values_list("pk", "station")
        known |= {str(pk): station for pk, station in rows}
    return known.get


def _folded(
    totals: Mapping[Any, int], chosen: Mapping[Any, Counter[str]], place_of: Callable[[Any], Any]
) -> dict[Any, Counts]:
    found: dict[Any, Counts] = {}
    for unit, n in totals.items():
        before = found.get(place_of(unit), Counts(0, Counter()))
        found[place_of(unit)] = Counts(before.n + n, before.chosen + chosen[unit])
    return found


def row(place: Any, counts: Counts, step: talk.Step) -> Row:
    """Shares of the conversations that answered there."""
    n = counts.n
    cells = {
        one.key: Cell(k := counts.chosen[one.key], k / n if n else 0.0, *proportions.between(k, n))
        for one in step.options
    }
    return Row(place, n, cells)


def places_of(scope: Scope) -> Sequence[str]:
    """Kinds of places that the answers of a scope can be told apart by; the first is the usual one."""
    if scope.kind == SCRIPT:
        return (PLANS, LISTS, STATIONS)
    return (STATIONS,) if scope.kind == "list" else (LISTS, STATIONS)
