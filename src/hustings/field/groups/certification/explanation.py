"""Verdicts in words: each condition, what was found, and who can do something about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.field.groups.certification.evaluation import known
from hustings.field.groups.certification.measures import Measure
from hustings.field.groups.certification.own_measures import mender_words
from hustings.field.groups.models import Rule, Verdict


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition as it stands for one group."""

    words: str
    found: int
    limit: int
    is_met: bool
    mender: str
    is_most: bool

    @property
    def lack(self) -> int:
        """How much is missing, or too much."""
        return 0 if self.is_met else abs(self.limit - self.found)


def sentence(rule: Rule, measure: Measure) -> str:
    """The condition in the reader's language."""
    return measure.says(rule.n, rule.days or 0, among_words(rule, measure))


def among_words(rule: Rule, measure: Measure) -> str:
    labels: Mapping[str, Any] = dict(measure.choices()) if measure.choices and rule.among else {}
    return ", ".join(str(labels.get(code, code)) for code in rule.among)


def criteria(numbers: Sequence[Sequence[int]]) -> list[Criterion]:
    """From the numbers of a verdict; the missing ones first."""
    counted = {rule: n for rule, n in numbers}
    rules = known(list(Rule.objects.filter(pk__in=counted).order_by("pk")))
    found = [
        Criterion(
            sentence(each.rule, each.measure), counted[each.rule.pk], each.limit,
            each.measure.is_met(counted[each.rule.pk], each.limit), mender_words(each.measure.mender),
            each.measure.is_most,
        )
        for each in rules
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.is_met)


def of(verdict: Verdict) -> list[Criterion]:
    return criteria(verdict.numbers)


def missing_words(numbers: Sequence[Sequence[int]]) -> list[str]:
    """Lines of a mail: the condition and where the group is."""
    return [f"{each.words} ({each.found})" for each in criteria(numbers)]
