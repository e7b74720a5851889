"""Seats: taken in turn, given back, offered with a deadline, and never one too many."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.field.events.models import Shift
from hustings.field.registrations import actions
from hustings.field.registrations.models import Registration, Seat
from hustings.people.signups.kinds import Closed
from tests.cast.field.registrations.fixtures import held, registered, states, taken
from tests.cast.people import submissions

DEEDS = ["in", "out", "accept", "lapse", "grow"]
pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_seats_are_given_in_turn_and_the_rest_waits() -> None:
    event = held(2)
    for n in range(4):
        registered(event, f"c{n}@example.org")
    assert states(event) == ["seated", "seated", "waiting", "waiting"]
    assert taken(event) == [2]


def test_the_database_itself_refuses_one_too_many() -> None:
    event = held(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(event=event).update(taken=3)


def test_guests_take_seats_too_and_a_smaller_party_may_still_fit() -> None:
    event = held(3)
    registered(event, "a@example.org", guests=1)
    registered(event, "b@example.org", guests=1)
    registered(event, "c@example.org")
    assert states(event) == ["seated", "waiting", "seated"]
    assert taken(event) == [3]


def test_a_seat_given_back_is_offered_for_a_day_and_then_to_the_next() -> None:
    event = held(1)
    first, second, third = (registered(event, f"{name}@example.org") for name in "abc")
    assert submissions.withdraw(first)
    offer = second.seats.get()
    assert offer.state == "offered" and taken(event) == [1], "an offer is held"
    assert offer.offered_until - offer.offered_at == dt.timedelta(hours=24)
    assert actions.pass_on() == 0, "it is not over yet"
    Seat.objects.filter(pk=offer.pk).update(offered_until=timezone.now() - dt.timedelta(seconds=1))
    assert actions.pass_on() == 1 and actions.pass_on() == 0
    assert third.seats.get().state == "offered"
    with pytest.raises(actions.OfferGone):
        actions.accept(seat=offer)
    assert actions.accept(seat=third.seats.get()).state == "seated"
    assert actions.accept(seat=third.seats.get()).state == "seated", "twice is like once"
    assert taken(event) == [1]


def test_no_offer_stands_beyond_the_beginning() -> None:
    event = held(1, days=0.25)
    first, second = registered(event, "a@example.org"), registered(event, "b@example.org")
    submissions.withdraw(first)
    offer = second.seats.get()
    assert offer.offered_until is not None and offer.offered_until < event.starts_at - dt.timedelta(hours=2)


def test_more_seats_are_offered_to_those_who_wait() -> None:
    event = held(1)
    for name in "abcd":
        registered(event, f"{name}@example.org")
    Shift.objects.update(capacity=3)
    actions.pass_on()
    assert states(event) == ["seated", "offered", "offered", "waiting"]


def test_registering_again_changes_the_party_and_keeps_the_seat() -> None:
    event = held(2)
    first = registered(event, "a@example.org")
    registered(event, "b@example.org")
    again = registered(event, "A@example.org", guests=1)
    assert again.pk == first.pk and Registration.objects.confirmed().count() == 2
    assert again.seats.live().get().n == 1, "for two there is no room: the seat stays as it was"
    actions.release(seat=Seat.objects.get(mailbox="b@example.org"))
    actions.change(registration=again, shifts=[event.shifts.get().pk], guests=1)
    assert again.seats.live().get().n == 2 and taken(event) == [2]


def test_another_shift_is_taken_before_the_seat_in_the_first_is_given_back() -> None:
    event = held(1)
    second = Shift.objects.create(event=event, capacity=1, names={"fr": "Soir"})
    first = event.shifts.exclude(pk=second.pk).get()
    registered(event, "b@example.org", wished=[second.pk])
    mine = registered(event, "a@example.org", wished=[first.pk])
    actions.change(registration=mine, shifts=[second.pk], guests=0)
    assert [seat.state for seat in mine.seats.live().order_by("shift")] == ["seated", "waiting"]
    actions.release(seat=Seat.objects.get(mailbox="b@example.org"))
    actions.accept(seat=mine.seats.get(shift=second))
    assert [(seat.shift_id, seat.state) for seat in mine.seats.live()] == [(second.pk, "seated")]


def test_nobody_registers_for_what_is_cancelled_or_not_open() -> None:
    event = held(1)
    event.shifts.update(opens_at=timezone.now() + dt.timedelta(hours=1))
    with pytest.raises(Closed):
        registered(event, "a@example.org")
    event.shifts.update(opens_at=None)
    typed = registered(event, "a@example.org", confirm=False)
    event.cancelled_at = timezone.now()
    event.save()
    with pytest.raises(Closed):
        submissions.confirm(typed)
    assert not Seat.objects.exists()


@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 7)), max_size=40),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_count_is_that_of_the_seats(capacity: int, deeds: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        event = held(capacity)
        shift = event.shifts.get()
        for deed, n in deeds:
            mine = Registration.objects.filter(event=event, mailbox=f"m{n}@example.org").confirmed().first()
            if deed == "in":
                registered(event, f"m{n}@example.org", guests=n % 3, visitor="")
                Registration.objects.update(asked_at=timezone.now() - dt.timedelta(hours=2))
            elif deed == "grow":
                Shift.objects.filter(pk=shift.pk).update(capacity=F("capacity") + n)
                actions.pass_on()
            elif mine and deed == "out":
                submissions.withdraw(mine)
            elif mine and deed == "accept" and (offer := mine.seats.offered().first()):
                actions.accept(seat=offer)
            elif deed == "lapse":
                Seat.objects.offered().update(offered_until=timezone.now() - dt.timedelta(seconds=1))
                actions.pass_on()
            _check(shift)
        transaction.set_rollback(True)


def _check(shift: Shift) -> None:
    shift.refresh_from_db()
    live = list(Seat.objects.live().filter(shift=shift))
    counted = sum(seat.n for seat in live if seat.state in {"seated", "offered"})
    assert counted == shift.taken
    assert shift.capacity is None or shift.taken <= shift.capacity or not live
    free = (shift.capacity or 0) - shift.taken
    assert not [seat for seat in live if seat.state == "waiting" and seat.n <= free], "whoever fits is asked"
