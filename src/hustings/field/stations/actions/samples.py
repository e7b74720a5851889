"""Samples of stations: the draw, and how well it stands for all."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hustings.field.stations.models import PastElection, Result, Sample, SampledStation
from hustings.field.stations.ranking import drawing, sampling
from hustings.field.stations.ranking.sampling import Taken, Unit
from hustings.foundation.lib.sql import bulk
from hustings.foundation.territories.models import Zone

log = logging.getLogger(__name__)
_CHECKED = 5  # contenders
_COLUMNS = ["sample", "station", "town", "third", "n_registered", "chance"]


class TooFew(Exception):
    """There are fewer stations with results than are to be drawn."""


@transaction.atomic
def draw_sample(
    *, name: str, election: PastElection, zone: Zone | None, n_wanted: int, seed: str, user: Any
) -> Sample:
    """Draw stations that stand for all of a territory. Raises TooFew."""
    results = {row.station_id: row for row in _results(election, zone).iterator(5_000)}
    if len(results) < n_wanted:
        words = _("Only %(n)s polling stations have results of this election there. Draw fewer.")
        raise TooFew(words % {"n": len(results)})
    seed = drawing.seed(seed)
    found = sampling.draw([_unit(row) for row in results.values()], n_wanted, seed)
    made = Sample.objects.create(
        name=name, zone=zone, election=election, n_wanted=n_wanted, seed=seed, user=user,
        n_stations=len(results), shares=_shares(results, found),
    )  # fmt: skip
    rows = (
        (made.pk, each.station, *each.stratum.split("-"), results[each.station].n_registered, each.chance)
        for each in found
    )
    bulk.insert(SampledStation, _COLUMNS, rows)
    log.info("sample drawn sample=%s n=%s user=%s", made.pk, len(found), user.pk)
    return made


@transaction.atomic
def remove_sample(*, sample: Sample) -> None:
    log.info("sample removed sample=%s", sample.pk)
    sample.delete()


def _results(election: PastElection, zone: Zone | None) -> QuerySet[Result]:
    found = Result.objects.filter(election=election, n_registered__gt=0).inside(zone.pk if zone else None)
    return found.order_by().select_related("station")


def _unit(row: Result) -> Unit:
    station = row.station
    return Unit(station.pk, station.code, station.municipality, row.n_registered, row.abstention)


def _shares(results: Mapping[int, Result], found: Sequence[Taken]) -> list[tuple[str | None, float, float]]:
    """The election's result, and beside it what the sample, weighted, makes of it."""
    all_of = _told((row, 1.0) for row in results.values())
    drawn = _told((results[each.station], 1 / each.chance) for each in found)
    most = sorted((key for key in all_of if key), key=lambda key: (-all_of[key], key))[:_CHECKED]
    return [(key or None, all_of[key], drawn.get(key, 0.0)) for key in ["", *most]]


def _told(weighted: Iterable[tuple[Result, float]]) -> dict[str, float]:
    """Share of each contender's key in the valid votes; the empty key: abstention."""
    registered = absent = valid = 0.0
    votes: dict[str, float] = {}
    for row, weight in weighted:
        registered += weight * row.n_registered
        absent += weight * (row.n_registered - row.n_voted)
        valid += weight * row.n_valid
        for key, n in row.votes.items():
            votes[key] = votes.get(key, 0.0) + weight * n
    return {"": absent / registered} | {key: n / (valid or 1.0) for key, n in votes.items()}
