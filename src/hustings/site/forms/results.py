"""Results of a form: a few queries however many answered, each share with what it may stand for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Any

from django.db.models import Avg, Count, F, Max, Min, Sum
from django.db.models.query import QuerySet
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.foundation.lib.display import charts, proportions
from hustings.site.forms.answering import kinds
from hustings.site.forms.models import Answer, Question, Questionnaire, Response

Kind = Question.Kind
_COUNTED = {Kind.YES_NO, Kind.SCALE}
_MEANT = {Kind.NUMBER, Kind.SCALE}
MOST_WORDS = 20  # values of a text or field in its table
FEW = 5  # fewer of one answer are not told to whom the answers aren't open: somebody might be recognised
Points = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Result:
    """One question: how many answered, and a chart or a few figures."""

    question: Question
    n: int
    chart: SafeString | str
    mean: Any = None
    mean_between: tuple[str, str] | None = None
    least: Any = None
    most: Any = None
    themes: SafeString | str = ""
    n_without_theme: int = 0


@dataclass(frozen=True)
class _Counted:
    figure: dict[str, Any] | None
    options: dict[Any, int]
    numbers: dict[Any, int]
    words: list[tuple[str, int]]


def of(questionnaire: Questionnaire, responses: QuerySet[Response], *, is_open: bool = True) -> list[Result]:
    """Each question's result; without ``is_open`` no small numbers and nothing typed."""
    answers = Answer.objects.filter(
        response__in=responses.values("pk"), question__questionnaire=questionnaire
    )
    answers = answers.order_by()
    figures: dict[int, Any] = {
        row["question"]: row
        for row in answers.values("question").annotate(
            n=Count("response", distinct=True), mean=Avg("number"), least=Min("number"), most=Max("number"),
            first=Min("date"), last=Max("date"), squares=Sum(F("number") * F("number")),
        )
    }  # fmt: skip
    options: dict[int, dict[Any, int]] = defaultdict(dict)
    for question, option, n in (
        answers.exclude(option=None).values_list("question", "option").annotate(n=Count("pk"))
    ):
        options[question][option] = n
    numbers: dict[int, dict[Any, int]] = defaultdict(dict)
    counted = answers.filter(question__kind__in=_COUNTED)
    for question, number, n in counted.values_list("question", "number").annotate(n=Count("pk")):
        numbers[question][number] = n
    words = _words(answers) if is_open else defaultdict(list)
    found = questionnaire.questions.prefetch_related("options").select_related("field", "questionnaire")
    return [
        _result(one, _Counted(figures.get(one.pk), options[one.pk], numbers[one.pk], words[one.pk]), is_open)
        for one in found
    ]


def _words(answers: QuerySet[Answer]) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = answers.filter(question__kind=Kind.FIELD).values_list("question", "text").annotate(n=Count("pk"))
    for question, text, n in rows.order_by("question", "-n", "text"):
        if len(found[question]) < MOST_WORDS:
            found[question].append((text, n))
    return found


def _result(question: Question, counted: _Counted, is_open: bool) -> Result:
    figure, kind = counted.figure, question.kind
    n = figure["n"] if figure else 0
    points, of_all = list(_points(question, counted)), question.questionnaire.population
    hidden = frozenset() if is_open else hides([n for _name, n in points], is_whole=kind != Kind.MANY)
    made = Result(question, n, chart(points, n, hidden, of_all) if points else "")
    if figure is None or (not is_open and n < FEW):
        return made
    if kind == Kind.DATE and is_open:
        return Result(question, n, "", None, None, figure["first"], figure["last"])
    if kind not in _MEANT:
        return made
    ends = (_short(figure["least"]), _short(figure["most"])) if is_open else (None, None)
    return Result(question, n, made.chart, _short(figure["mean"]), _between(question, figure), *ends)


def _short(number: Any) -> str:
    """At most two places, none that say nothing, as the language writes it."""
    written = f"{round(Decimal(number), 2).normalize():f}"
    return number_format(Decimal(written), force_grouping=True)


def _between(question: Question, figure: dict[str, Any]) -> tuple[str, str] | None:
    """The mean's interval, within a scale's ends; None of one answer alone."""
    n, mean, squares = figure["n"], float(figure["mean"]), float(figure["squares"])
    if n < 2:
        return None
    deviation = sqrt(max(squares - n * mean**2, 0.0) / (n - 1))
    low, high = proportions.around(mean, deviation, n, question.questionnaire.population)
    if question.kind == Kind.SCALE:
        low, high = max(low, question.low), min(high, question.high)
    return _short(low), _short(high)


def chart(
    points: Points, of: int, hidden: frozenset[int] = frozenset(), population: int | None = None
) -> SafeString:
    """The shares of ``of`` people with their intervals; the rows ``hidden`` are not told."""
    headings = [_("answer"), _("of those who answered"), _("margin of error"), _("number")]
    return charts.shares(
        shares_of(points, of, hidden, population), label=_("Answers"), headings=headings, few=_("not shown")
    )


def shares_of(
    points: Points, of: int, hidden: frozenset[int], population: int | None = None
) -> list[charts.Share]:
    """What a chart shows of each: its name, how many, the share, and what that may stand for."""
    return [
        (
            name,
            n,
            None if at in hidden else n / of if of else 0.0,
            *proportions.between(n, of, population=population),
        )
        for at, (name, n) in enumerate(points)
    ]


def hides(numbers: Sequence[int], *, is_whole: bool) -> frozenset[int]:
    """Numbers too few to be told, in a known sum never one alone: it could be worked out."""
    found = {at for at, n in enumerate(numbers) if 0 < n < FEW}
    if is_whole and len(found) == 1:
        others = [(n, at) for at, n in enumerate(numbers) if at not in found and n]
        found |= {min(others)[1]} if others else set()
    return frozenset(found)


def _points(question: Question, counted: _Counted) -> Iterator[tuple[str, int]]:
    if question.has_options:
        yield from ((str(option), counted.options.get(option.pk, 0)) for option in question.options.all())
    elif question.kind == Kind.YES_NO:
        for number, (_value, label) in zip((1, 0), kinds.YES_NO, strict=True):
            yield str(label), counted.numbers.get(Decimal(number), 0)
    elif question.kind == Kind.SCALE:
        for step in range(question.low, question.high + 1):
            yield str(step), counted.numbers.get(Decimal(step), 0)
    elif question.kind == Kind.FIELD:
        yield from counted.words
