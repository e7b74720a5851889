"""Quotas: how full, which a response falls under, and places in them.

Places are taken with the form's row locked, so nobody gets the last one twice, and held while the response
counts or its link works.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from hustings.foundation.territories.models import Containment
from hustings.site.forms.models import Answer, Place, Question, Questionnaire, Quota, Response
from hustings.site.forms.models.responses import seated

Said = Mapping[int, Collection[str]]  # question -> what was answered, as quotas name it
_AT_ONCE = 1_000


class QuotaFull(Exception):
    """Of these there are enough."""


@dataclass(frozen=True)
class Fill:
    quota: Quota
    n: int
    n_waiting: int

    @property
    def percent(self) -> int:
        return min(100, 100 * (self.n + self.n_waiting) // self.quota.most) if self.quota.most else 100

    @property
    def is_full(self) -> bool:
        """Whether no more are taken."""
        return self.n + self.n_waiting >= self.quota.most


def of(questionnaire: Questionnaire) -> list[Quota]:
    found = questionnaire.quotas.select_related("question", "zone").defer("zone__shape")
    return list(found.prefetch_related("question__options"))


def fills(questionnaire: Questionnaire) -> list[Fill]:
    """Each quota with how many count, and how many wait; two queries."""
    return _fills(of(questionnaire))


def _fills(quotas: Sequence[Quota]) -> list[Fill]:
    if not quotas:
        return []
    taken = Place.objects.filter(seated("response__"), quota__in=[quota.pk for quota in quotas])
    counts = (
        taken.order_by()
        .values_list("quota")
        .annotate(n=Count("pk"), sure=Count("pk", filter=Q(response__confirmed_at__isnull=False)))
    )
    found = {quota: (n, sure) for quota, n, sure in counts}
    return [Fill(quota, sure, n - sure) for quota in quotas for n, sure in [found.get(quota.pk, (0, 0))]]


def written(response: Response) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = response.answers.exclude(option=None, number=None).values_list(
        "question", "question__kind", "option", "number"
    )
    for question, kind, option, number in rows:
        if option:
            value = str(option)
        elif kind == Question.Kind.YES_NO:
            value = "yes" if number else "no"
        else:
            value = f"{(number or Decimal()).normalize():f}"
        found.setdefault(question, []).append(value)
    return found


def around(zone: int | None) -> set[int]:
    return set(Containment.objects.filter(inner=zone).values_list("outer", flat=True)) if zone else set()


def under(quotas: Iterable[Quota], said: Said, zones: Collection[int]) -> list[Quota]:
    return [
        quota
        for quota in quotas
        if (quota.question_id is None or quota.value in said.get(quota.question_id, ()))
        and (quota.zone_id is None or quota.zone_id in zones)
    ]


def is_full(questionnaire: Questionnaire, said: Said) -> bool:
    """Whether what was answered so far leads to a quota that is full; nothing is held."""
    return any(fill.is_full for fill in _fills(under(of(questionnaire), said, ())))


def take(response: Response, *, is_forced: bool = False) -> None:
    """Take a response's places in the transaction that locks its form. QuotaFull, unless ``is_forced``."""
    mine = under(of(response.questionnaire), written(response), around(response.zone_id))
    if not is_forced and any(fill.is_full for fill in _fills(mine)):
        raise QuotaFull
    Place.objects.bulk_create(
        (Place(quota=quota, response=response) for quota in mine), ignore_conflicts=True
    )


def give_back(response: Response) -> None:
    Place.objects.filter(response=response).delete()


def seat_all(quota: Quota) -> int:
    rows = quota.questionnaire.responses.filter(aside_at=None)
    if quota.question:
        rows = rows.filter(pk__in=_answers(quota.question, quota.value).values("response"))
    if quota.zone_id:
        rows = rows.filter(zone__in=Containment.objects.filter(outer=quota.zone_id).values("inner"))
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    Place.objects.bulk_create((Place(quota=quota, response_id=pk) for pk in found), batch_size=_AT_ONCE)
    return len(found)


def _answers(question: Question, value: str) -> Any:
    rows = Answer.objects.filter(question=question)
    if question.has_options:
        return rows.filter(option=int(value))
    return rows.filter(number={"yes": 1, "no": 0}.get(value, value))
