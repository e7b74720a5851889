"""Reviews marked, close pairs compared, and the work of a round asked for."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.actions.course import log
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.refusals import Barred, NotDone, NotNow
from hustings.networks.juries import assignment, conflicts, ranking, tasks
from hustings.networks.juries.arithmetic import close_calls
from hustings.networks.juries.models import Comparison, Juror, Result, Review, Run


def ask(*, round_: Round, deed: str, by: User | None = None) -> Run | None:
    """Have a round's applications assigned, or its marks counted. None while it is. Raises NotReady."""
    (assignment.demand if deed == Run.Deed.ASSIGN else ranking.demand)(round_)
    with transaction.atomic():
        run = Run.objects.create(round=round_, deed=deed, user=by)
        task = tasks.assign if deed == Run.Deed.ASSIGN else tasks.count
        if jobs.enqueue_once(task, f"juries.{deed} {round_.pk}", run.pk) is None:
            run.delete()
            return None
    log.info("initiatives.%s round=%s run=%s by=%s", deed, round_.pk, run.pk, by and by.pk)
    return run


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
