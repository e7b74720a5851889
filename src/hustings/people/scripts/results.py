"""Results of a script: of each question, how often each choice was given, over all its versions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hustings.people.scripts import talk
from hustings.people.scripts.models import Answer, Script


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    n: int
    share: float  # of the talks in which the question was answered, in per cent


@dataclass(frozen=True, slots=True)
class Result:
    """One question; ``choices`` is empty for one that asks for words."""

    key: str
    text: str
    n: int
    choices: tuple[Choice, ...]


def of(script: Script, answers: QuerySet[Answer] | None = None) -> list[Result]:
    """The newest wording of every question that was ever asked. Three queries."""
    rows = Answer.objects.all() if answers is None else answers
    rows = rows.filter(version__script=script).order_by()
    chosen = Counter[tuple[str, str]]()
    for key, choice, n in rows.values_list("question", "choice").annotate(n=Count("pk")):
        chosen[key, choice] += n
    talks = dict(rows.values_list("question").annotate(n=Count("talk_uid", distinct=True)))
    return [_result(step, talks.get(step.key, 0), chosen) for step in _questions(script) if step.key in talks]


def _questions(script: Script) -> Iterator[talk.Step]:
    seen = set[str]()
    for version in script.versions.order_by("-number"):
        for step in version.walked():
            if step.asks and step.key not in seen:
                seen.add(step.key)
                yield step


def _result(step: talk.Step, n: int, chosen: Counter[tuple[str, str]]) -> Result:
    choices = tuple(
        Choice(one.label, chosen[step.key, one.key], round(100 * chosen[step.key, one.key] / n, 1))
        for one in step.options
    )
    return Result(step.key, step.text, n, choices)
