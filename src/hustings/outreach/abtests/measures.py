"""Measures that versions are compared by; apps higher up contribute to ``measures``.

What follows from letters (``following.kinds``) is here twice: all of it, which is told, and readers who did
it themselves, each once, which may decide.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Registry
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.tracking.attribution import figures as following
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.models import Measure as Measuring
from hustings.outreach.tracking.models import Reaction, VersionVisits

Found = Mapping[str, tuple[int, int]]  # by version: surely people's, and all that may be
Words = Any  # a text that is translated when it is shown


@dataclass(frozen=True)
class Measure:
    key: str
    best: Words  # as "the most clicks"
    noun: Words  # what is counted
    count: Callable[[ABTest], Found]
    is_fewer: bool = False
    decides: bool = True  # False: told, and too weak to choose by
    repeats: Callable[[ABTest], int] = lambda trial: 1  # how often one reader may count
    is_offered: Callable[[Campaign], bool] = lambda campaign: True
    has_nought: bool = True  # whether "none" is told


measures = Registry[Measure]("abtests.measures.measures", key=attrgetter("key"))


def get(key: str) -> Measure | None:
    """None where the app that counted it is gone."""
    return next((measure for measure in _every() if measure.key == key), None)


def offered(campaign: Campaign) -> Iterator[Measure]:
    """Those that can be counted as the campaign stands."""
    return (measure for measure in _every() if measure.is_offered(campaign))


def _every() -> Iterator[Measure]:
    yield from measures.all()
    for kind in kinds.every():
        yield from _followed(kind)


def of_people(trial: ABTest, people: QuerySet[Any]) -> Found:
    """Of each version the readers among ``people``, a query for numbers of persons."""
    rows = trial.sample().filter(person__in=people).order_by().values_list("version").annotate(Count("pk"))
    return {version: (n, n) for version, n in rows}


def _followed(kind: kinds.Kind) -> Iterator[Measure]:
    """All that followed chooses no version, for a passed letter brings several; readers, each once, may."""
    if kind.is_once:
        yield Measure(
            kind.key, kind.best, kind.noun,
            lambda trial: following.of_versions(trial.pk, kind, trial.decided_at),
            is_offered=lambda campaign: (
                kind.is_heard() and campaign.measure_clicks != Campaign.Measuring.NOTHING
            ),
        )  # fmt: skip
        return
    if kind.best:
        yield Measure(
            f"readers_{kind.key}", kind.best, kind.readers,
            lambda trial: following.of_readers(trial.pk, trial.versions, kind, trial.decided_at),
            has_nought=kind.has_nought,
            is_offered=lambda campaign: campaign.measure_clicks == Campaign.Measuring.UNLESS,
        )  # fmt: skip
    yield Measure(
        kind.key, "", format_lazy(_("{noun}, including forwarded e-mails"), noun=kind.noun),
        lambda trial: following.of_versions(trial.pk, kind, trial.decided_at), decides=False,
        has_nought=kind.has_nought,
        is_offered=lambda campaign: campaign.measure_clicks != Campaign.Measuring.NOTHING,
    )  # fmt: skip


# --- Those of mailing itself -----------------------------------------------------------------------
def _knows_people(trial: ABTest) -> bool:
    """Whether each reader's links are their own, so that whoever comes back isn't counted again."""
    measure = Measuring.objects.filter(pk=trial.pk).first()
    return measure is not None and measure.clicks == Campaign.Measuring.UNLESS


def _clicks(trial: ABTest) -> Found:
    if not _knows_people(trial):
        rows = VersionVisits.objects.filter(mailing=trial.pk).values_list("version", "n_sure", "n")
        return {version: (sure, n) for version, sure, n in rows}
    return _reactions(trial, Reaction.Kind.CLICK)


def _reactions(trial: ABTest, kind: Reaction.Kind) -> Found:
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Reaction.objects.filter(mailing=trial.pk, kind=kind)
    sure = of_people(trial, rows.filter(is_weak=False).values("person"))
    for version, (n, _n) in of_people(trial, rows.values("person")).items():
        found[version] = sure.get(version, (0, 0))[0], n
    return found


def _unsubscribed(trial: ABTest) -> Found:
    rows = trial.sample().filter(unsubscribed_at__isnull=False).order_by().values_list("version")
    return {version: (n, n) for version, n in rows.annotate(Count("pk"))}


CLICKS = Measure(
    "clicks",
    _("most human clicks"),
    _("clicks"),
    _clicks,
    # Visits of one reader can't be told from those of two: each counts half.
    repeats=lambda trial: 1 if _knows_people(trial) else 2,
    is_offered=lambda campaign: campaign.measure_clicks != Campaign.Measuring.NOTHING,
)
UNSUBSCRIBED = Measure(
    "unsubscribed", _("fewest unsubscribes"), _("unsubscribes"), _unsubscribed, is_fewer=True
)
OPENED = Measure(
    "opened",
    _("most opens"),
    _("opens, of people who agreed"),
    lambda trial: _reactions(trial, Reaction.Kind.OPEN),
    decides=False,
    is_offered=lambda campaign: campaign.measure_opens,
)


MEASURES: tuple[Measure, ...] = (
    CLICKS,
    UNSUBSCRIBED,
    OPENED,
)
