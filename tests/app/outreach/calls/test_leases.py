"""The next contact: one caller, one contact, whatever happens to the page."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.outreach.calls import actions, claims, clock, filling, order
from hustings.outreach.calls.actions import Result
from hustings.outreach.calls.models import Call, Callee
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person, Purpose
from tests.app.outreach.calls.conftest import people
from tests.conftest import user

pytestmark = pytest.mark.both


def take(call_list, who, now=None):
    return actions.next_contact(call_list=call_list, user=who, now=now)


def test_two_callers_never_hold_the_same_contact_and_one_caller_holds_one(filled, ann, ben):
    first, second = take(filled, ann), take(filled, ben)
    assert first and second and first.pk != second.pk
    assert take(filled, ann) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Callee.objects.filter(pk=first.pk).update(claimed_by=ben)
    assert Call.objects.count() == 2


def test_a_closed_page_gives_the_contact_back_at_once_unless_the_number_was_dialled(filled, ann, ben):
    now = clock.now()
    held = take(filled, ann)
    assert not claims.release(held.claim, ben, now)
    assert claims.release(held.claim, ann, now)
    assert Call.objects.get().end == "released"
    again = take(filled, ann)
    assert again.pk == held.pk and again.n_tries == 0
    assert claims.ring(again.claim, ann, now)
    assert not claims.release(again.claim, ann, now)
    assert claims.held_by(ann) == again


def test_a_page_that_is_opened_anew_has_all_its_time(filled, ann):
    now = clock.now()
    held = take(filled, ann, now)
    later = now + order.SEEN - dt.timedelta(seconds=5)
    assert take(filled, ann, later) == held
    assert claims.lapse(now + order.SEEN) == 0
    assert claims.lapse(later + order.SEEN) == 1


def test_a_lost_page_frees_the_contact_and_one_who_was_rung_rests(filled, ann, ben):
    now = clock.now()
    lost, rung = take(filled, ann), take(filled, ben)
    assert claims.ring(rung.claim, ben, now)
    assert claims.lapse(now + order.SEEN - dt.timedelta(seconds=5)) == 0
    assert claims.beat(lost.claim, ann, now + dt.timedelta(seconds=60))
    later = now + dt.timedelta(seconds=60) + order.SEEN + dt.timedelta(seconds=1)
    assert claims.lapse(later) == 1
    assert not claims.beat(lost.claim, ann, later)
    assert claims.lapse(now + order.TALK + dt.timedelta(seconds=10)) == 1
    rung.refresh_from_db()
    assert (rung.n_tries, rung.claimed_by, rung.done_at) == (1, None, None)
    assert rung.due_at > now + dt.timedelta(hours=19)
    assert set(Call.objects.values_list("end", flat=True)) == {"lapsed"}


def test_nobody_of_one_number_is_rung_beside_another(call_list, ann, ben):
    one, two = people(2)
    two.phones.all().delete()
    persons_actions.add_phone(person=two, number=one.phones.get().number)
    filling.fill(call_list)
    held = take(call_list, ann)
    assert held and take(call_list, ben) is None
    actions.record(claim=held.claim, user=ann, result=Result("no_answer"))
    assert take(call_list, ben) is None  # the number rests, whoever was called by it


def test_a_no_that_came_after_the_list_was_filled_wins(filled, ann):
    first = take(filled, ann)
    claims.release(first.claim, ann, clock.now())
    persons_actions.record_consent(
        person=first.person, purpose=Purpose.PHONE, is_given=False, source="own-page"
    )
    second = take(filled, ann)
    assert second.person_id != first.person_id
    first.refresh_from_db()
    assert (first.end, first.claimed_by) == ("no", None)
    claims.release(second.claim, ann, clock.now())
    persons_actions.set_mark(person=second.person, mark="no_calls_since", is_set=True)
    Callee.objects.exclude(pk=second.pk).update(done_at=clock.now())
    assert take(filled, ann) is None
    assert Call.objects.filter(end="forbidden").count() == 1


def test_callers_of_a_territory_get_its_people_only(call_list, rhone, france):
    lyon = rhone.children.get(code="69123")
    nimes = france.children.get(code="30").children.get(code="30189")
    here, there = people(2)
    Person.objects.filter(pk=here.pk).update(zone=lyon)
    Person.objects.filter(pk=there.pk).update(zone=nimes)
    filling.fill(call_list)
    local = user("lou", "caller", rhone)
    held = take(call_list, local)
    assert held.person_id == here.pk
    other = user("max", "caller", rhone)
    assert take(call_list, other) is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(-2, 2), st.none() | st.integers(-3, 2), st.integers(0, 2), st.integers(0, 1),
            st.booleans(),
        ),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_the_database_hands_out_in_the_order_of_the_rule(filled, ann, rows):
    now = clock.now()
    Callee.objects.update(claimed_by=None, claim=None, claimed_until=None, done_at=None)
    Callee.objects.exclude(pk__in=Callee.objects.order_by("pk")[:5]).delete()
    ours = []
    kept = list(Callee.objects.order_by("pk"))
    hour = dt.timedelta(hours=1)
    for place, (due, back, pressure, priority, is_open) in enumerate(rows[: len(kept)]):
        at = None if back is None else now + back * hour
        one = kept[place]
        one.due_at, one.call_back_at = (at or now + due * hour), at
        one.pressure, one.priority, one.shuffle = pressure, priority, place
        one.done_at = None if is_open else now
        ours.append(order.Contact(one.pk, one.due_at, at, pressure, priority, place, is_open))
        one.save()
    Callee.objects.exclude(pk__in=[one.key for one in ours]).update(done_at=now)
    while expected := order.first(ours, now):
        found = take(filled, ann, now)
        assert found and found.pk == expected.key
        Callee.objects.filter(pk=found.pk).update(claimed_by=None, claim=None, done_at=now)
        ours.remove(expected)
    assert take(filled, ann, now) is None
