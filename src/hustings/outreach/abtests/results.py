"""How a test stands: what was counted of each version, and what the rule makes of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count

from hustings.outreach.abtests import measures, rule
from hustings.outreach.abtests.measures import Measure
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.rule import Arm, Verdict
from hustings.outreach.delivery.models import Delivery

State = Delivery.State
_NEVER_LEFT = [State.SKIPPED, State.FAILED]


@dataclass(frozen=True)
class Reading:
    """The figures of a test by its measure; ``n_open`` of its letters have still to leave."""

    trial: ABTest
    measure: Measure
    arms: list[Arm]
    most: Mapping[str, int]  # all reactions that may be people's
    n_open: int
    n_dealt: int
    repeats: int

    @cached_property
    def verdict(self) -> Verdict:
        return rule.judge(self.arms, is_fewer=self.measure.is_fewer, repeats=self.repeats)

    @property
    def is_out(self) -> bool:
        return bool(self.trial.mailing.queued_at) and 20 * self.n_open <= self.n_dealt

    def arm(self, version: str) -> Arm:
        return next(arm for arm in self.arms if arm.name == version)

    @property
    def kept(self) -> dict[str, Any]:
        return {"arms": [asdict(arm) for arm in self.arms], "doubt": self.verdict.doubt}


def of(trial: ABTest) -> Reading | None:
    """As it stands; None where nobody counts any more what it was about."""
    measure = measures.get(trial.measure)
    if measure is None or not trial.versions:
        return None
    counts = trial.counts or count(trial)
    found = measure.count(trial)
    arms = [Arm(each, counts["left"].get(each, 0), found.get(each, (0, 0))[0]) for each in trial.versions]
    return Reading(
        trial,
        measure,
        arms,
        {each: found.get(each, (0, 0))[1] for each in trial.versions},
        counts["open"],
        counts["dealt"],
        measure.repeats(trial),
    )


def count(trial: ABTest) -> dict[str, Any]:
    rows = trial.sample().order_by().values_list("version", "state").annotate(Count("pk"))
    left = dict.fromkeys(trial.versions, 0)
    n_open = n_dealt = 0
    for version, state, n in rows:
        n_dealt += n
        if state in Delivery.LEAVING:
            n_open += n
        elif state not in _NEVER_LEFT:
            left[version] += n
    return {"left": left, "open": n_open, "dealt": n_dealt}


def n_waiting(trial: ABTest) -> int:
    return Delivery.objects.filter(mailing=trial.mailing_id, state=State.HELD).count()
