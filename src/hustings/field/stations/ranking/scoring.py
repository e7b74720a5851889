"""Ranking of all stations of a territory, written at once: a killed run leaves the ranking before."""

import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.field.stations.models import Contender, RankedStation, Ranking, Result
from hustings.field.stations.ranking import formula
from hustings.field.stations.ranking.formula import Outcome, Seen
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text import said

log = logging.getLogger(__name__)
_COLUMNS = [
    "ranking", "station", "rank", "n_elections", "n_registered", "abstention", "lean", "score", "low", "high",
    "call", "is_chosen", "is_held_out",
]  # fmt: skip
_NOTHING = gettext_noop(
    "No station has results and a lean. Import results, and say which lists or candidates are close to you."
)


def score(ranking_id: int) -> None:
    """Rank anew, unless hold-outs are drawn; safe to run again."""
    ranking = Ranking.objects.get(pk=ranking_id)
    found = formula.rank(_seen(ranking)) if ranking.drawn_at is None else None
    if found is not None:
        _write(ranking, found)


def results(ranking: Ranking) -> QuerySet[Result]:
    """Results of the ranking's elections in its territory."""
    return Result.objects.filter(election__in=ranking.elections.all()).inside(ranking.zone_id).order_by()


def _seen(ranking: Ranking) -> dict[int, list[Seen]]:
    days = ranking.elections.order_by("held_on", "pk").values_list("pk", flat=True)
    order = {pk: at for at, pk in enumerate(days)}
    leans = {
        str(pk): lean / 100
        for pk, lean in Contender.objects.filter(election__in=order, lean__gt=0).values_list("pk", "lean")
    }
    seen: dict[int, list[Seen]] = {}
    rows = results(ranking).filter(n_registered__gt=0, n_valid__gt=0)
    names = ("station", "election", "n_registered", "n_voted", "n_valid", "votes")
    for station, election, registered, voted, valid, votes in rows.values_list(*names).iterator(5_000):
        lean = sum(leans[key] * n for key, n in votes.items() if key in leans) / valid
        one = Seen(order[election], registered, 1 - voted / registered, lean)
        seen.setdefault(station, []).append(one)
    return seen if leans else {}


@transaction.atomic
def _write(ranking: Ranking, found: Outcome) -> None:
    ranking = Ranking.objects.select_for_update(of=("self",)).get(pk=ranking.pk)
    if ranking.drawn_at is not None:
        return
    old = RankedStation.objects.filter(ranking=ranking)
    old._raw_delete(old.db)  # nothing refers to them
    n = min(ranking.n_chosen, len(found.stations))
    ranking.line = found.stations[n - 1].score if n else None
    ranking.spread, ranking.ranked_at = found.spread, timezone.now()
    ranking.problem = "" if n else said.dumped(said.say(_NOTHING))
    bulk.insert(RankedStation, _COLUMNS, _rows(ranking, found, n))
    ranking.save(update_fields=["line", "spread", "ranked_at", "problem"])
    log.info("stations ranked ranking=%s n=%s", ranking.pk, len(found.stations))


def _rows(ranking: Ranking, found: Outcome, n: int) -> Iterator[list[object]]:
    line = ranking.line or 0.0
    for at, one in enumerate(found.stations, 1):
        yield [
            ranking.pk, one.station, at, one.n_elections, one.n_registered, one.abstention, one.lean,
            one.score, one.low, one.high, formula.call(one, line), at <= n, False,
        ]  # fmt: skip
