"""What was answered, counted: a few queries however many answered."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Max, Min
from django.db.models.query import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.lib import charts
from hustings.surveys import kinds
from hustings.surveys.models import Answer, Question, Questionnaire, Response

Kind = Question.Kind
_COUNTED = {Kind.YES_NO, Kind.SCALE}
MOST_WORDS = 20  # values of a text or field in its table


@dataclass(frozen=True)
class Result:
    """One question: how many answered, and a chart or a few figures."""

    question: Question
    n: int
    chart: SafeString | str
    mean: Any = None
    least: Any = None
    most: Any = None


def of(questionnaire: Questionnaire, responses: QuerySet[Response]) -> list[Result]:
    """Each question's result over these responses."""
    answers = Answer.objects.filter(
        response__in=responses.values("pk"), question__questionnaire=questionnaire
    )
    answers = answers.order_by()
    figures: dict[int, Any] = {
        row["question"]: row
        for row in answers.values("question").annotate(
            n=Count("response", distinct=True), mean=Avg("number"), least=Min("number"), most=Max("number"),
            first=Min("date"), last=Max("date"),
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
    words = _words(answers)
    questions = questionnaire.questions.prefetch_related("options").select_related("field")
    return [_result(question, figures.get(question.pk), options, numbers, words) for question in questions]


def _words(answers: QuerySet[Answer]) -> dict[int, list[tuple[str, int]]]:
    """The values of fields, the most frequent ones first."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = answers.filter(question__kind=Kind.FIELD).values_list("question", "text").annotate(n=Count("pk"))
    for question, text, n in rows.order_by("question", "-n", "text"):
        if len(found[question]) < MOST_WORDS:
            found[question].append((text, n))
    return found


def _result(
    question: Question,
    figure: dict[str, Any] | None,
    options: dict[int, dict[Any, int]],
    numbers: dict[int, dict[Any, int]],
    words: dict[int, list[tuple[str, int]]],
) -> Result:
    n = figure["n"] if figure else 0
    points = list(_points(question, options[question.pk], numbers[question.pk], words[question.pk]))
    chart = charts.ranks(points, label=_("Answers"), headings=(_("answer"), _("how many"))) if points else ""
    if figure is None or question.kind not in {Kind.NUMBER, Kind.SCALE, Kind.DATE}:
        return Result(question, n, chart)
    if question.kind == Kind.DATE:
        return Result(question, n, chart, None, figure["first"], figure["last"])
    mean = round(Decimal(figure["mean"]), 2).normalize()
    return Result(
        question, n, chart, f"{mean:f}", f"{figure['least'].normalize():f}", f"{figure['most'].normalize():f}"
    )


def _points(
    question: Question, options: dict[Any, int], numbers: dict[Any, int], words: list[tuple[str, int]]
) -> Iterator[tuple[str, int]]:
    if question.has_options:
        yield from ((str(option), options.get(option.pk, 0)) for option in question.options.all())
    elif question.kind == Kind.YES_NO:
        for number, (_value, label) in zip((1, 0), kinds.YES_NO, strict=True):
            yield str(label), numbers.get(Decimal(number), 0)
    elif question.kind == Kind.SCALE:
        for step in range(question.low, question.high + 1):
            yield str(step), numbers.get(Decimal(step), 0)
    elif question.kind == Kind.FIELD:
        yield from words
