"""Marks of a jury counted: a score, an interval and a place for each application."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.models.applications import UNPLACED
from hustings.networks.initiatives.refusals import NotReady
from hustings.networks.juries import conflicts
from hustings.networks.juries.arithmetic import close_calls, scoring
from hustings.networks.juries.models import Comparison, Result, Review, Run

_WIDTH = 3.29  # standard errors from the 5th to the 95th of a hundred


def demand(round_: Round) -> None:
    """A review that counts to be there. Raises NotReady."""
    if not _reviews(round_):
        raise NotReady(_("No review is done yet."))


def _reviews(round_: Round) -> list[tuple[int, int, float]]:
    """Application, juror and total of what is done, without those that must not meet."""
    barred = conflicts.barred(round_)
    rows = Review.objects.filter(juror__round=round_, application__in=Application.objects.read())
    found = rows.exclude(done_at=None).order_by("pk").values_list("application", "juror", "total")
    return [(one, juror, float(total or 0)) for one, juror, total in found if (one, juror) not in barred]


def rank(round_: Round, run: Run | None = None) -> int:
    """Count the reviews anew; pairs settle what is too close to call. Raises NotReady."""
    demand(round_)
    found = _reviews(round_)
    keys = sorted({application for application, _juror, _total in found})
    row = {pk: at for at, pk in enumerate(keys)}
    jurors = {pk: at for at, pk in enumerate(sorted({juror for _application, juror, _total in found}))}
    marks = scoring.marks([(row[one], jurors[juror], total) for one, juror, total in found])
    standings = scoring.standings(marks, round_.places, seed=round_.seed)
    if run:
        run.reach(80)
    counts = Counter(application for application, _juror, _total in found)
    with transaction.atomic():
        if run is None or run.end():
            _settle(round_, keys, standings, counts)
    return len(keys)


def _settle(
    round_: Round, keys: list[int], standings: list[scoring.Standing], counts: Mapping[int, int]
) -> None:
    """Put the close ones in the order that comparisons give them, among the places that they hold."""
    close = [at for at, each in enumerate(standings) if each.is_close]
    place = {keys[at]: nth for nth, at in enumerate(close)}
    said = Comparison.objects.filter(first__in=place, second__in=place, juror__round=round_)
    wins = [
        (place[first], place[second]) if is_first else (place[second], place[first])
        for first, second, is_first in said.values_list("first", "second", "is_first")
    ]
    errors = [max(0.1, (standings[at].high - standings[at].low) / _WIDTH) for at in close]
    moved = close_calls.settled([standings[at].score for at in close], errors, wins) if close else []
    scores = {at: each.score for at, each in enumerate(standings)} | dict(zip(close, moved, strict=True))
    order = sorted(scores, key=lambda at: (-scores[at], standings[at].place))
    nth = {at: n for n, at in enumerate(order, 1)}
    rows = [
        Result(
            application_id=keys[at], score=scores[at], raw=each.raw, low=each.low, high=each.high,
            place=nth[at], chance=each.chance, is_close=each.is_close, n=counts[keys[at]],
        )
        for at, each in enumerate(standings)
    ]  # fmt: skip
    Result.objects.filter(application__round=round_).delete()
    Application.objects.filter(round=round_).update(place=UNPLACED)
    placed = [Application(pk=each.application_id, place=each.place) for each in rows]
    Application.objects.bulk_update(placed, ["place"], batch_size=500)
    Result.objects.bulk_create(rows, batch_size=500)
    Round.objects.filter(pk=round_.pk).update(ranked_at=timezone.now())
