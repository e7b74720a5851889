"""Mailings that leave at a planned moment, and what was missed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from hustings.foundation.elections import actions as elections
from hustings.foundation.elections import law
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery import hold_reasons, send_windows
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import Measure
from hustings.people.persons.actions import record_consent
from tests.app.outreach.delivery.test_delivery import carry
from tests.cast.outreach.fixtures import reader
from tests.system.outreach.delivery.test_kill import raise_worker

__all__ = ["raise_worker"]
UTC = dt.UTC
PARIS = ZoneInfo("Europe/Paris")
State = Mailing.State
READER = Mailing.Clock.READER


def at(text: str) -> dt.datetime:
    """A moment by the campaign's clock."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def plan(mailing, user, when, clock=Mailing.Clock.OURS, **more):
    return dispatch_actions.schedule(mailing=mailing, user=user, at=at(when), clock=clock, **more)


def begin(mailing):
    """As a scheduler does, and then a worker with the rows."""
    tasks.begin.call(mailing.pk)
    mailing.refresh_from_db()
    if mailing.state == State.QUEUEING:
        tasks.queue.call(mailing.pk)
        mailing.refresh_from_db()
    return mailing.state


def left(to: str) -> Delivery:
    return Delivery.objects.get(address=f"{to}@example.org")


@pytest.fixture
def readers(campaign, french, reunion):
    """Léa in Lyon, Zoé in Saint-Denis, and Noé, of whom nobody knows where he lives."""
    return reader("lea", Zone.objects.get(name="Lyon")), reader("zoe", reunion), reader("noe")


def test_it_leaves_at_its_moment_to_the_readers_of_that_moment(mailing, dora, sink, campaign, clock):
    clock("2027-03-01 10:00")
    ann = reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    assert (mailing.state, mailing.started_at) == (State.SCHEDULED, None)
    record_consent(person=ann, purpose="email", is_given=False, source="by phone")
    reader("ben")
    clock("2027-03-02 07:59:59")
    assert begin(mailing) == State.SCHEDULED and not Delivery.objects.exists()
    clock("2027-03-02 08:00")
    assert begin(mailing) == State.SENDING
    carry(mailing, sink)
    assert sink.taken() == ["ben@example.org"]
    assert mailing.started_at == dt.datetime(2027, 3, 2, 8, tzinfo=UTC)


def test_a_scheduler_begins_what_is_due_once(mailing, dora, campaign, clock, run_tasks):
    clock("2027-03-01 10:00")
    reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    clock("2027-03-02 08:01")
    for _look in range(2):
        tasks.wake()
    tasks.begin.call(mailing.pk)
    tasks.begin.call(mailing.pk)
    assert Measure.objects.count() == 1
    mailing.refresh_from_db()
    assert mailing.state == State.QUEUEING


def test_what_is_typed_after_planning_does_not_leave(mailing, dora, campaign, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    assert not mailing.may_be_written
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.send(mailing=mailing, user=dora)
    mailing.segment.criteria = {"match": "all", "criteria": []}
    mailing.segment.save()
    clock("2027-03-02 08:00")
    begin(mailing)
    assert Delivery.objects.count() == 1


def test_each_reader_gets_it_by_their_own_clock(mailing, dora, sink, readers, clock):
    clock("2027-03-01 10:00")
    plan(mailing, dora, "2027-03-02 10:00", READER)
    first, last = send_windows.span(mailing, law.book())
    assert first == send_windows.starts_at(mailing)
    assert first < dt.datetime(2027, 3, 1, 23, tzinfo=UTC), "east of everyone"
    assert last >= dt.datetime(2027, 3, 2, 20, tzinfo=UTC), "in Papeete"
    clock(f"{first:%Y-%m-%d %H:%M}")
    assert begin(mailing) == State.SENDING
    assert {name: left(name).due_at.hour for name in ("lea", "zoe", "noe")} == {"lea": 9, "zoe": 6, "noe": 9}
    assert left("zoe").reason == "wait|schedule|974"
    assert {group.reason for group in hold_reasons.of(mailing)} == {"schedule"}
    steps = [("05:59", []), ("06:00", ["zoe"]), ("08:59", ["zoe"]), ("09:00", ["zoe", "lea", "noe"])]
    for moment, gone in steps:
        clock(f"2027-03-02 {moment}")
        carry(mailing, sink)
        assert sorted(sink.taken()) == sorted(f"{name}@example.org" for name in gone), moment
    assert claims.finish(mailing)


def test_an_hour_that_has_passed_for_some_is_now_for_them(mailing, dora, sink, readers, clock):
    clock("2027-03-02 07:00")
    plan(mailing, dora, "2027-03-02 10:00", READER)
    assert begin(mailing) == State.SENDING
    carry(mailing, sink)
    assert sink.taken() == ["zoe@example.org"]
    assert left("lea").due_at == dt.datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ours", "clock", "moment"),
    [
        ("2027-03-28 03:30", "Europe/Paris", "2027-03-28 01:30"),  # after the clocks went forward
        ("2027-03-14 02:30", "America/Miquelon", "2027-03-14 05:30"),  # an hour excluded there: 03:30
        ("2027-11-07 01:30", "America/Miquelon", "2027-11-07 03:30"),  # comes twice there: the first
        ("2027-10-31 02:30", "Europe/Paris", "2027-10-31 00:30"),  # comes twice with us: the first
        ("2027-03-28 10:00", "Indian/Reunion", "2027-03-28 06:00"),  # the day ours change: theirs do not
        ("2027-10-31 10:00", "America/Martinique", "2027-10-31 14:00"),
        ("2027-03-14 10:00", "America/Miquelon", "2027-03-14 12:00"),  # theirs change, ours do not yet
    ],
)
def test_planned_hours_on_days_that_the_clocks_change(ours, clock, moment):
    assert send_windows.local(at(ours), [clock]) == dt.datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_the_second_of_two_hours_is_the_first_for_readers():
    second = at("2027-10-31 02:30").replace(fold=1)
    assert send_windows.local(second, ["Europe/Paris"]) == dt.datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_one_that_falls_into_silence_leaves_alone_afterwards(mailing, dora, sink, readers, clock):
    elections.save_election(name="P", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)])
    clock("2027-04-08 10:00")
    plan(mailing, dora, "2027-04-10 09:00")
    book = law.book()
    wait = send_windows.at_home(mailing, mailing.send_at, book)
    assert wait.due_at == dt.datetime(2027, 4, 11, 18, tzinfo=UTC)
    assert "L. 49" in hold_reasons.told(wait, book.law.pack)
    clock("2027-04-10 07:00")
    assert begin(mailing) == State.SENDING
    carry(mailing, sink)
    assert sink.taken() == []
    assert left("lea").due_at == wait.due_at
    clock("2027-04-11 18:00")
    carry(mailing, sink)
    assert "lea@example.org" in sink.taken() and "zoe@example.org" not in sink.taken()
    clock("2027-04-12 10:00")
    carry(mailing, sink)
    assert len(sink.taken()) == 3


def test_one_that_falls_into_the_night_leaves_in_the_morning_of_each(mailing, dora, sink, readers, clock):
    clock("2027-03-01 10:00")
    plan(mailing, dora, "2027-03-02 23:30", READER)
    clock("2027-03-02 10:00")
    begin(mailing)
    clock("2027-03-02 22:30")
    carry(mailing, sink)
    assert sink.taken() == []
    hours = {name: left(name).due_at for name in ("lea", "zoe")}
    zones = {"lea": "Europe/Paris", "zoe": "Indian/Reunion"}
    assert {hours[name].astimezone(ZoneInfo(zones[name])).hour for name in hours} == {7}
    assert {hours[name].astimezone(ZoneInfo(zones[name])).day for name in hours} == {3}


def test_without_a_country_readers_clocks_are_ours(mailing, dora, campaign, reunion, clock):
    clock("2027-03-01 10:00")
    reader("zoe", reunion)
    plan(mailing, dora, "2027-03-02 10:00", READER)
    assert {send_windows.starts_at(mailing), *send_windows.span(mailing, None)} == {mailing.send_at}


# --- Changing one's mind ---------------------------------------------------------------------------
def test_a_plan_is_changed_and_taken_back(mailing, dora, campaign, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    dispatch_actions.reschedule(mailing=mailing, user=dora, at=at("2027-03-03 09:00"), clock=READER)
    clock("2027-03-02 08:00")
    assert begin(mailing) == State.SCHEDULED
    dispatch_actions.unschedule(mailing=mailing, user=dora)
    assert (mailing.state, mailing.send_at, mailing.criteria, mailing.sent_by) == (
        State.DRAFT,
        None,
        None,
        None,
    )
    clock("2027-03-03 08:00")
    assert begin(mailing) == State.DRAFT
    plan(mailing, dora, "2027-03-04 09:00")
    dispatch_actions.cancel(mailing=mailing, user=dora)
    clock("2027-03-04 08:00")
    assert begin(mailing) == State.CANCELLED
    assert not Delivery.objects.exists()


def test_no_moment_that_has_passed_and_no_plan_that_has_begun(mailing, dora, campaign, clock, bob):
    clock("2027-03-01 10:00")
    reader("ann")
    with pytest.raises(mailings_refusals.Refused):
        plan(mailing, dora, "2027-03-01 11:00")
    with pytest.raises(mailings_refusals.Refused):
        plan(mailing, bob, "2027-03-02 11:00")
    plan(mailing, dora, "2027-03-02 11:00")
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.reschedule(mailing=mailing, user=dora, at=at("2027-02-28 11:00"), clock="ours")
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.unschedule(mailing=mailing, user=bob)
    clock("2027-03-02 10:00")
    begin(mailing)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.unschedule(mailing=mailing, user=dora)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.reschedule(mailing=mailing, user=dora, at=at("2027-03-09 11:00"), clock="ours")
    assert mailing.state == State.SENDING


def test_it_pauses_goes_on_and_ends_in_mid_send(mailing, dora, sink, readers, clock):
    clock("2027-03-01 10:00")
    plan(mailing, dora, "2027-03-02 10:00", READER)
    clock("2027-03-01 21:00")
    begin(mailing)
    clock("2027-03-02 06:00")
    carry(mailing, sink)
    dispatch_actions.pause(mailing=mailing, user=dora)
    clock("2027-03-02 09:00")
    assert not claims.claim(worker_leases.sign_on(60), mailing, 10)
    dispatch_actions.resume(mailing=mailing, user=dora)
    assert mailing.moved_at == dt.datetime(2027, 3, 2, 9, tzinfo=UTC)
    claimed = claims.claim(worker_leases.sign_on(60), mailing, 1)
    assert len(claimed) == 1, "somebody holds one"
    dispatch_actions.cancel(mailing=mailing, user=dora)
    carry(mailing, sink)
    assert sink.taken() == ["zoe@example.org"]
    assert Delivery.objects.counts() == {"sent": 1, "claimed": 1, "skipped": 1}
