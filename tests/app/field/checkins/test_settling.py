"""What phones note at doors comes to check-ins, findings and seats."""

import pytest
from django.utils import timezone

from hustings.field.checkins import actions, door_lists, door_streams
from hustings.field.checkins.models import CheckIn, Finding, Ticket
from hustings.field.registrations.models import Seat
from hustings.foundation.sync import log
from hustings.foundation.sync.models import LoggedEntry
from tests.cast.field.checkins import hall

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def came(seat):
    seat.refresh_from_db()
    return seat.attended_at is not None


def test_an_entry_counts_once_and_marks_the_seat(doors, shift):
    seat = hall.seat(shift, n=2)
    key = hall.ticket(seat).key
    entry = doors[0].entry(key, people=2)
    for _try in range(2):
        log.append(doors[0].handset, [entry])
    found = CheckIn.objects.get()
    assert (found.people, found.door, found.handset, found.at) == (
        2, "Door A", doors[0].handset, entry.happened_at
    )  # fmt: skip
    assert came(seat) and not Finding.objects.exists()


def test_a_double_entry_is_found_with_both_doors_and_counted_once(doors, shift, dora):
    seat = hall.seat(shift)
    key = hall.ticket(seat).key
    first, second = doors[0].entry(key, minutes=-9), doors[1].entry(key, minutes=-4)
    log.append(doors[1].handset, [second])
    assert CheckIn.objects.get().door == "Door B"
    log.append(doors[0].handset, [first])
    found = CheckIn.objects.get()
    assert (found.door, found.people, found.at) == ("Door A", 1, first.happened_at)
    finding = Finding.objects.get()
    assert finding.kind == Finding.Kind.DOUBLE
    assert [(each["door"], each["is_double"]) for each in finding.entries] == [
        ("Door A", False), ("Door B", True)
    ]  # fmt: skip
    assert finding.entries[1]["at"] == second.happened_at.isoformat()
    actions.clear(finding=finding, user=dora)
    log.append(doors[0].handset, [doors[0].entry(key, minutes=-2)])
    assert Finding.objects.open().get().cleared_at is None  # there is more to it
    seat.refresh_from_db()
    assert seat.attended_at == first.happened_at


def test_an_entry_that_is_taken_back_counts_for_nothing(doors, shift):
    seat = hall.seat(shift)
    key = hall.ticket(seat).key
    first, second = doors[0].entry(key), doors[1].entry(key)
    log.append(doors[0].handset, [first])
    log.append(doors[1].handset, [second])
    log.append(doors[1].handset, [doors[1].entry(key, "undo", of=str(second.id))])
    assert not Finding.objects.exists() and CheckIn.objects.get().door == "Door A" and came(seat)
    log.append(doors[0].handset, [doors[0].entry(key, "undo", of=str(first.id))])
    assert not CheckIn.objects.exists() and not came(seat)


def test_people_without_a_ticket_are_counted_and_taken_back(doors, rally):
    key = "+7d8e7f5a-98ab-4f1a-9d1c-3b2f0c8a1e55"
    walked = doors[0].entry(key, "walk_in", people=3)
    log.append(doors[0].handset, [walked])
    assert CheckIn.objects.get().people == 3
    log.append(doors[0].handset, [doors[0].entry(key, "undo", of=str(walked.id))])
    assert not CheckIn.objects.exists()


def test_a_cancelled_seat_and_an_unknown_ticket_are_findings(doors, shift):
    seat = hall.seat(shift)
    key = hall.ticket(seat).key
    Seat.objects.filter(pk=seat.pk).update(released_at=timezone.now())
    receipt = log.append(doors[0].handset, [doors[0].entry(key), doors[0].entry("nobodys")])
    assert not receipt.problems
    assert set(Finding.objects.values_list("kind", flat=True)) == {"cancelled", "unknown"}
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    "key,verb,body",
    [
        ("k", "sing", {}), ("k", "enter", {"people": 0}), ("k", "enter", {"people": True}),
        ("k", "enter", {"door": 3}), ("k", "undo", {"of": "x"}), ("k", "walk_in", {}), ("+k", "enter", {}),
        ("+k", "walk_in", {"people": 21}),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_kept_with_its_problem(doors, shift, key, verb, body):
    entry = doors[0].entry(key, verb, **body)
    assert entry.id in log.append(doors[0].handset, [entry]).problems
    assert not CheckIn.objects.exists() and not Finding.objects.exists()


def test_may_come_back_is_judged_anew(doors, shift, rally):
    key = hall.ticket(hall.seat(shift)).key
    first = doors[0].entry(key, minutes=-9)
    log.append(doors[0].handset, [first])
    log.append(doors[1].handset, [doors[1].entry(key, seen={str(doors[0].replica): 1})])
    assert Finding.objects.exists()
    plan = door_lists.plan_of(rally)
    plan.may_reenter = True
    actions.set_rules(plan=plan)
    assert not Finding.objects.exists() and CheckIn.objects.get().people == 1


def test_the_list_holds_digests_and_no_names(rally, shift):
    seats = [hall.seat(shift, n=n) for n in (1, 3)]
    gone = hall.seat(shift)
    door_lists.issue(rally)
    actions.revoke_ticket(ticket=Ticket.objects.get(seat=gone))
    found = door_lists.snapshot(rally)
    assert found["expected"] == 4 and found["time_zone"] == rally.time_zone
    lines = [line.split(" ") for line in found["tickets"].split("\n")]
    assert sorted(int(people) for _key, people, _shift in lines) == [1, 3]
    assert {key for key, *_rest in lines} == set(
        Ticket.objects.filter(seat__in=seats).values_list("key", flat=True)
    )
    assert found["revoked"] == Ticket.objects.get(seat=gone).key
    said = str(found)
    for ticket in Ticket.objects.all():
        assert str(ticket.number) not in said and ticket.seat.mailbox not in said
        assert ticket.seat.registration.given_name not in said


def test_marks_by_hand_stand_in_the_same_log(rally, shift, dora, doors):
    seat = hall.seat(shift, n=2)
    ticket = hall.ticket(seat)
    actions.mark_absent(ticket=ticket, user=dora)
    seat.refresh_from_db()
    assert seat.absent_at and not seat.attended_at
    for _click in range(2):
        actions.mark_came(ticket=ticket, user=dora)
    seat.refresh_from_db()
    assert seat.attended_at and not seat.absent_at and CheckIn.objects.get().people == 2
    assert LoggedEntry.objects.count() == 2
    actions.unmark(ticket=ticket, user=dora)
    seat.refresh_from_db()
    assert not seat.attended_at and not seat.absent_at and not CheckIn.objects.exists()
    stream = door_streams.stream_of(rally)
    stream.closed_at = timezone.now()
    stream.save()
    actions.mark_came(ticket=ticket, user=dora)
    assert came(seat)


def test_a_seat_has_one_ticket(shift, rally):
    seat = hall.seat(shift)
    assert hall.ticket(seat) == hall.ticket(seat)
    waiting = hall.seat(shift, seated_at=None)
    assert door_lists.ticket_of(waiting) is None
