"""What registrations leave on a person's record, and the rules for those who help."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from hustings.field.events.models import Audience, Shift
from hustings.field.registrations import actions
from hustings.field.registrations.models import Registration, Seat
from hustings.people.duplicates.actions import merges
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.selfservice import download
from hustings.people.signups.kinds import Closed
from tests.cast.field.registrations.fixtures import held, registered, states
from tests.cast.people import submissions

pytestmark = pytest.mark.django_db


def _found(operator: str, value: Any) -> set[str]:
    tree = {"match": "all", "criteria": [{"criterion": "event", "operator": operator, "value": value}]}
    people = criteria.compile(tree)
    return {email.address for person in people for email in person.emails.all()}


def test_segments_know_who_registered_and_who_came() -> None:
    event = held(5)
    came, other = registered(event, "a@example.org"), registered(event, "b@example.org")
    Seat.objects.filter(registration=came).update(attended_at=timezone.now())
    assert _found("registered", event.pk) == {"a@example.org", "b@example.org"}
    assert _found("came", event.pk) == {"a@example.org"} == _found("came_lately", 30)
    assert _found("not_came", event.pk) == {"b@example.org"}
    actions.withdraw(registration=other)
    assert _found("registered", event.pk) == {"a@example.org"}


def test_my_data_names_each_seat_and_the_timeline_the_event() -> None:
    event = held(1)
    registered(event, "a@example.org")
    waits = registered(event, "b@example.org", guests=1)
    assert waits.person
    told = download.as_json(waits.person)
    assert "Réunion" in told and "liste d’attente" in told
    assert waits.person.activities.filter(kind="registration.registered").count() == 1


def test_helpers_take_no_two_shifts_at_a_time() -> None:
    first = held(5, audience=Audience.VOLUNTEERS)
    second = held(5, audience=Audience.VOLUNTEERS)
    debate = held(5)
    registered(first, "a@example.org")
    typed = registered(second, "a@example.org", confirm=False)
    assert "Réunion" in actions.refusal(typed)
    with pytest.raises(Closed):
        submissions.confirm(typed)
    registered(first, "a@example.org", guests=1)
    registered(debate, "a@example.org")
    assert (states(second), states(debate), states(first)) == ([], ["seated"], ["seated"])


def test_two_shifts_of_one_event_may_follow_each_other_and_not_overlap() -> None:
    event = held(5, audience=Audience.VOLUNTEERS)
    first, begins = event.shifts.get(), event.starts_at
    Shift.objects.filter(pk=first.pk).update(starts_at=begins, ends_at=begins + dt.timedelta(hours=2))
    after, beside = (
        Shift.objects.create(
            event=event, capacity=5, starts_at=begins + dt.timedelta(hours=h),
            ends_at=begins + dt.timedelta(hours=h + 2),
        )
        for h in (2, 1)
    )  # fmt: skip
    made = registered(event, "a@example.org", wished=[first.pk, after.pk])
    assert made.seats.live().count() == 2
    other = registered(event, "b@example.org", wished=[first.pk, beside.pk])
    assert [seat.shift_id for seat in other.seats.live()] == [first.pk], "of two at a time, the first"


def test_merged_people_keep_their_registrations(dora: Any) -> None:
    event = held(5)
    one, two = registered(event, "a@example.org"), registered(event, "b@example.org")
    assert one.person and two.person
    merges.merge(kept=one.person, absorbed=two.person, user=dora)
    assert Registration.objects.filter(person=one.person).count() == 2
    assert Seat.objects.filter(person=one.person).count() == 2
    assert Person.objects.count() == 1
