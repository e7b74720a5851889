"""Rankings: lists that are close to us, where to knock, the draw of hold-outs."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.stations import tasks
from hustings.field.stations.models import Contender, PastElection, RankedStation, Ranking
from hustings.field.stations.ranking import drawing
from hustings.foundation.territories.models import Zone

log = logging.getLogger(__name__)


class Drawn(Exception):
    """Hold-outs are drawn already: the ranking stays as it is."""


@transaction.atomic
def set_lean(*, election: PastElection, leans: Mapping[int, int]) -> None:
    """Say how close each list or candidate is to us, in percent; rankings follow, unless they are drawn."""
    contenders = list(election.contenders.filter(pk__in=leans))
    for each in contenders:
        each.lean = leans[each.pk]
    Contender.objects.bulk_update(contenders, ["lean"], batch_size=200)
    for pk in election.rankings.filter(drawn_at=None).values_list("pk", flat=True):
        tasks.rank_stations.enqueue(pk)
    log.info("lean set election=%s", election.pk)


@transaction.atomic
def add_ranking(
    *,
    name: str,
    elections: Sequence[PastElection],
    zone: Zone | None,
    n_chosen: int,
    held_out: int,
    user: Any,
) -> Ranking:
    """Enter a ranking, to be made by a task."""
    made = Ranking.objects.create(name=name, zone=zone, n_chosen=n_chosen, held_out=held_out, user=user)
    made.elections.set(elections)
    tasks.rank_stations.enqueue(made.pk)
    log.info("ranking added ranking=%s user=%s", made.pk, user.pk)
    return made


@transaction.atomic
def rank_again(*, ranking: Ranking) -> None:
    """Rank by the results and leans as they are now; Drawn where hold-outs are drawn."""
    _undrawn(ranking)
    tasks.rank_stations.enqueue(ranking.pk)


@transaction.atomic
def draw_held_out(*, ranking: Ranking, seed: str, user: Any) -> list[RankedStation]:
    """Draw the hold-outs by a public seed; from then on the ranking stays as it is."""
    current = _undrawn(ranking)
    chosen = {each.station.code: each for each in current.rows.chosen().select_related("station")}
    current.seed, current.drawn_at = drawing.seed(seed), timezone.now()
    n = round(len(chosen) * current.held_out / 100)
    found = [chosen[each] for each in drawing.drawn(current.seed, chosen, n)]
    RankedStation.objects.filter(pk__in=[each.pk for each in found]).update(is_held_out=True)
    current.save(update_fields=["seed", "drawn_at"])
    log.info("hold-outs drawn ranking=%s n=%s user=%s", current.pk, n, user.pk)
    return found


@transaction.atomic
def remove_ranking(*, ranking: Ranking) -> None:
    log.info("ranking removed ranking=%s", ranking.pk)
    ranking.delete()


def _undrawn(ranking: Ranking) -> Ranking:
    current = Ranking.objects.select_for_update(of=("self",)).get(pk=ranking.pk)
    if current.drawn_at is not None:
        raise Drawn(_("Hold-outs are drawn, so this ranking can’t change. Create a new one."))
    return current
