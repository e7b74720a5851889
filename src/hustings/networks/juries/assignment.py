"""Applications given to jurors, around all conflicts."""

from collections import defaultdict

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.refusals import NotReady
from hustings.networks.juries import conflicts
from hustings.networks.juries.arithmetic import assigning
from hustings.networks.juries.letter_words import READY, tell
from hustings.networks.juries.models import Juror, Review, Run


def demand(round_: Round) -> None:
    """Applications and jurors to be there. Raises NotReady."""
    if not (_applications(round_).exists() and _jurors(round_).exists()):
        raise NotReady(_("First check the applications, and wait until jurors have agreed."))


def _applications(round_: Round) -> QuerySet[Application]:
    return Application.objects.read().filter(round=round_).order_by("pk")


def _jurors(round_: Round) -> QuerySet[Juror]:
    return round_.jurors.active().exclude(agreed_at=None).order_by("pk")


def assign(round_: Round, run: Run | None = None) -> assigning.Assignment:
    """Give every eligible application its readers, evenly, around all conflicts; what was begun stays.

    Raises NotReady. ``short`` of the answer: keys of applications with too few readers.
    """
    demand(round_)
    conflicts.find(round_)
    if run:
        run.reach(20)
    applications, jurors = list(_applications(round_).values_list("pk", flat=True)), list(_jurors(round_))
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
    if run:
        run.reach(70)
    told = found._replace(short=[applications[at] for at in found.short])
    with transaction.atomic():
        if run is None or run.end(low=min(told.loads), high=max(told.loads), n_short=len(told.short)):
            _give(round_, applications, jurors, found.readers)
    return told


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
