"""Withdrawal: people leave a sequence as if they had not entered it, as long as no message has left."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from hustings.outreach.automations import transitions
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.changes import starts
from hustings.people.changes.undo import Keep
from hustings.people.persons.models import Operation

TABLE, LEFT = "enrolment", "left"
# One that a worker has claimed may be on its way by now.
NOT_LEFT = [Delivery.State.HELD, Delivery.State.QUEUED, Delivery.State.SKIPPED]


def hold(people: Collection[int]) -> None:
    """Lock the sequences that these people are in, and their messages: nothing moves, nothing leaves."""
    sequences = Enrolment.objects.filter(person__in=people).order_by().values("sequence")
    rows = Sequence.objects.select_for_update(of=("self",)).filter(pk__in=sequences).order_by("pk")
    if list(rows.values_list("pk", flat=True)):
        letters = Delivery.objects.filter(person__in=people, mailing__kind=Mailing.Kind.STEP).order_by("pk")
        list(letters.select_for_update(of=("self",)).values_list("pk", flat=True))


def withdraw(found: Iterable[Enrolment]) -> list[Enrolment]:
    """Remove these and what waits of them; those with a message that has left stay, and are returned.

    The caller holds them.
    """
    mine = {(one.sequence_id, one.person_id, one.round): one for one in found}
    letters = Delivery.objects.filter(
        mailing__step__sequence__in={one[0] for one in mine}, person__in={one[1] for one in mine}
    )
    waiting: list[tuple[int, tuple[int, int, int]]] = []
    left: set[tuple[int, int, int]] = set()
    columns = ["mailing__step__sequence", "person_id", "round"]
    for key, state, *named in letters.values_list("pk", "state", *columns) if mine else ():
        sequence, person, round_ = named
        if state not in NOT_LEFT:
            left.add((sequence, person, round_))
        else:
            waiting.append((key, (sequence, person, round_)))
    stay = left & mine.keys()
    away = mine.keys() - stay
    Delivery.objects.filter(pk__in=[key for key, whose in waiting if whose in away]).delete()
    Enrolment.objects.filter(pk__in=[mine[whose].pk for whose in away]).delete()
    return [mine[whose] for whose in sorted(stay)]


def release(operation: Operation, people: Collection[int], keep: Keep) -> None:
    """Take people out of what an operation has brought them into, as it is undone; each is named once."""
    if not starts.of(operation):
        return
    hold(people)
    found = Enrolment.objects.filter(operation=operation, person__in=people)
    if kept := withdraw(found.select_related("sequence")):
        for one in kept:
            keep(one.person_id, TABLE, one.sequence.name, LEFT)
        keys = [one.pk for one in kept]
        transitions.finish(keys, Enrolment.Ending.TAKEN_OUT, timezone.now(), held=NOT_LEFT)
        found.filter(pk__in=keys).update(operation=None)


def rooted(people: Collection[int]) -> Iterable[int]:
    """Those who are in a sequence by hand, or got a message of one; the others wait there, and may go."""
    found = Enrolment.objects.filter(person__in=people).order_by()
    rows = list(found.values_list("person", "user"))
    if rows:
        hold(people)  # what is not on its way now never will be
        letters = Delivery.objects.filter(mailing__kind=Mailing.Kind.STEP, person__in=people)
        left = set(letters.exclude(state__in=NOT_LEFT).values_list("person", flat=True))
        return {person for person, user in rows if user or person in left}
    return ()
