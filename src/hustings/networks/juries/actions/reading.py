"""Applications given to jurors without conflicts, marked, compared, and counted."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.actions.course import log
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.models.applications import UNPLACED
from hustings.networks.initiatives.refusals import Barred, NotDone, NotNow, NotReady
from hustings.networks.juries import conflicts
from hustings.networks.juries.actions.inviting import tell
from hustings.networks.juries.arithmetic import assigning, close_calls, scoring
from hustings.networks.juries.letter_words import READY
from hustings.networks.juries.models import Comparison, Juror, Result, Review

_WIDTH = 3.29  # standard errors from the 5th to the 95th of a hundred


def assign(*, round_: Round, by: User | None = None) -> assigning.Assignment:
    """Give every eligible application its readers, evenly, around all conflicts; what was begun stays.

    Raises NotReady. ``short`` of the answer: keys of applications with too few readers.
    """
    conflicts.find(round_)
    applications = list(
        Application.objects.read().filter(round=round_).order_by("pk").values_list("pk", flat=True)
    )
    jurors = list(round_.jurors.active().exclude(agreed_at=None).order_by("pk"))
    if not applications or not jurors:
        raise NotReady(_("First check the applications, and wait until jurors have agreed."))
    row = {pk: at for at, pk in enumerate(applications)}
    column = {juror.pk: at for at, juror in enumerate(jurors)}
    barred = conflicts.barred(round_)
    begun = Review.objects.filter(juror__in=column).exclude(done_at=None, marks={})
    kept = [
        pair for pair in begun.values_list("application", "juror") if pair[0] in row and pair not in barred
    ]
    found = assigning.assign(
        len(applications), len(jurors), round_.n_reviews,
        [(row[pk], column[juror]) for pk, juror in barred if pk in row and juror in column],
        most=[juror.most for juror in jurors], kept=[(row[pk], column[juror]) for pk, juror in kept],
        seed=round_.seed,
    )  # fmt: skip
    _give(round_, applications, jurors, found.readers)
    log.info("calls.assign round=%s applications=%s by=%s", round_.pk, len(applications), by and by.pk)
    return found._replace(short=[applications[at] for at in found.short])


@transaction.atomic
def _give(round_: Round, applications: list[int], jurors: list[Juror], readers: list[list[int]]) -> None:
    """Write the reviews down, each juror's in an order of their own, and mail those who have new ones."""
    begun = Review.objects.filter(juror__round=round_).exclude(done_at=None, marks={})
    held = set(begun.values_list("application", "juror"))
    Review.objects.filter(juror__round=round_, done_at=None, marks={}).delete()
    by_juror: dict[int, list[int]] = defaultdict(list)
    for at, mine in enumerate(readers):
        for juror in mine:
            if (applications[at], jurors[juror].pk) not in held:
                by_juror[juror].append(applications[at])
    rows = []
    for at, mine in by_juror.items():
        order = assigning.own_order(round_.seed, jurors[at].pk, len(mine))
        rows += [
            Review(juror=jurors[at], application_id=mine[place], position=n) for n, place in enumerate(order)
        ]
    Review.objects.bulk_create(rows, batch_size=500)
    Round.objects.filter(pk=round_.pk).update(assigned_at=timezone.now())
    for at in by_juror:
        tell(jurors[at], READY, timezone.now().isoformat())


def _demand_open(round_: Round) -> None:
    if round_.announced_at:
        raise NotNow(_("The decision has been made."))
    if round_.jury_closes_on and round_.jury_closes_on < timezone.localdate():
        raise NotNow(_("The time to mark is over. Ask the team for more if you need it."))


@transaction.atomic
def mark(*, review: Review, marks: Mapping[str, int], texts: Mapping[str, str], is_done: bool) -> Review:
    """Keep marks and words; ``is_done`` counts them, and they may still be changed. Raises NotDone."""
    row = Review.objects.select_for_update(of=("self",)).select_related("juror__round", "application").get(
        pk=review.pk
    )  # fmt: skip
    _demand_open(row.juror.round)
    criteria = list(row.juror.round.criteria.all())
    known = {str(each.pk): each for each in criteria}
    row.marks = {key: value for key, value in marks.items() if key in known}
    missing = [each for key, each in known.items() if key not in row.marks]
    if is_done and missing:
        raise NotDone(_("Mark every criterion: %s.") % ", ".join(str(each) for each in missing))
    row.for_applicant, row.for_committee = texts["for_applicant"], texts["for_committee"]
    if is_done:
        weight = sum(each.weight for each in criteria)
        parts = [each.weight * (row.marks[key] - 1) / (each.high - 1) for key, each in known.items()]
        row.total, row.done_at = 100 * sum(parts) / weight, row.done_at or timezone.now()
    elif missing:
        row.total, row.done_at = None, None
    row.save()
    return row


@transaction.atomic
def compare(*, juror: Juror, pair: tuple[int, int], better: int) -> None:
    """Keep which of two close applications is the better one, for this juror. Raises Barred, NotNow."""
    _demand_open(juror.round)
    first, second = sorted(pair)
    close = set(Result.objects.filter(application__round=juror.round, is_close=True).values_list(
        "application", flat=True
    ))  # fmt: skip
    if not {first, second} <= close - conflicts.of_juror(juror) or better not in pair or first == second:
        raise Barred(_("These two are not yours to compare."))
    Comparison.objects.update_or_create(
        juror=juror, first_id=first, second_id=second, defaults={"is_first": better == first}
    )


def rank(*, round_: Round, by: User | None = None) -> int:
    """Count the reviews anew; pairs settle what is too close to call. Raises NotReady."""
    barred = conflicts.barred(round_)
    rows = Review.objects.filter(juror__round=round_, application__in=Application.objects.read())
    rows = rows.exclude(done_at=None).order_by("pk")
    found = [each for each in rows.values_list("application", "juror", "total") if each[:2] not in barred]
    if not found:
        raise NotReady(_("No review is done yet."))
    keys = sorted({application for application, _juror, _total in found})
    row = {pk: at for at, pk in enumerate(keys)}
    jurors = {pk: at for at, pk in enumerate(sorted({juror for _application, juror, _total in found}))}
    marks = scoring.marks([(row[one], jurors[juror], float(total or 0)) for one, juror, total in found])
    standings = scoring.standings(marks, round_.places, seed=round_.seed)
    counts = Counter(application for application, _juror, _total in found)
    _settle(round_, keys, standings, counts)
    log.info("calls.rank round=%s reviews=%s by=%s", round_.pk, len(found), by and by.pk)
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
    with transaction.atomic():
        Result.objects.filter(application__round=round_).delete()
        Application.objects.filter(round=round_).update(place=UNPLACED)
        placed = [Application(pk=each.application_id, place=each.place) for each in rows]
        Application.objects.bulk_update(placed, ["place"], batch_size=500)
        Result.objects.bulk_create(rows, batch_size=500)
        Round.objects.filter(pk=round_.pk).update(ranked_at=timezone.now())


def next_pair(juror: Juror) -> list[Application]:
    """Two close applications to compare next; none where no pair is left."""
    results = Result.objects.filter(application__round=juror.round, is_close=True).order_by("place")
    places = list(results.values_list("application", flat=True))
    said = Comparison.objects.filter(juror__round=juror.round)
    counts: dict[tuple[int, int], int] = Counter(said.values_list("first", "second"))
    done = set(said.filter(juror=juror).values_list("first", "second"))
    pair = close_calls.next_pair(places, counts, done, conflicts.of_juror(juror))
    rows: Any = Application.objects.in_bulk(pair or ())
    return [rows[pk] for pk in pair or ()]
