"""What was missed while nothing ran, many schedulers at once, and killed ones."""

import datetime as dt
import random
import threading
import time

import pytest
from django.db import connections
from django.utils import timezone, translation

from hustings.foundation.accounts.models import Grant
from hustings.outreach.automations.actions import sequences
from hustings.outreach.delivery import actions as delivery_actions
from hustings.outreach.delivery import send_windows
from hustings.outreach.delivery import tasks as tasks_delivery
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import Measure
from tests import forking
from tests.cast.outreach.fixtures import letters, reader
from tests.system.outreach.delivery.test_kill import fill, raise_worker
from tests.system.outreach.dispatch.test_planning import READER, State, at, begin, plan, readers

pytestmark = pytest.mark.both

__all__ = ["raise_worker", "readers"]


def test_a_moment_missed_by_hours_is_asked_about(mailing, dora, campaign, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    clock("2027-03-02 14:01")
    assert begin(mailing) == State.PAUSED
    assert mailing.problem == "missed" and not mailing.started_at
    with translation.override("en"):
        assert "because the server was down" in mailing.problem_words
    dispatch_actions.resume(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    assert Delivery.objects.counts() == {"queued": 1} and Measure.objects.count() == 1


def test_one_missed_by_less_leaves(mailing, dora, campaign, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    clock("2027-03-02 13:59")
    assert begin(mailing) == State.SENDING


def test_one_that_was_missed_is_planned_anew_or_made_a_draft(mailing, dora, campaign, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    plan(mailing, dora, "2027-03-02 09:00")
    clock("2027-03-05 09:00")
    assert begin(mailing) == State.PAUSED
    dispatch_actions.reschedule(mailing=mailing, user=dora, at=at("2027-03-06 09:00"), clock="ours")
    clock("2027-03-06 08:00")
    assert begin(mailing) == State.SENDING and not mailing.problem


def test_one_planned_late_for_the_first_clocks_is_not_missed(mailing, dora, readers, clock):
    clock("2027-03-02 08:00")
    plan(mailing, dora, "2027-03-02 10:00", READER)
    assert send_windows.starts_at(mailing) < timezone.now() - dt.timedelta(hours=6)
    assert begin(mailing) == State.SENDING


def test_letters_that_were_due_for_hours_are_asked_about(mailing, dora, sink, campaign, clock, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    clock("2027-03-01 10:00")
    reader("ann")
    dispatch_actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    clock("2027-03-01 16:01")
    tasks_delivery.deliver.call(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.state, sink.taken()) == (State.PAUSED, [])
    assert mailing.problem == "stood_still"
    dispatch_actions.resume(mailing=mailing, user=dora)
    tasks_delivery.deliver.call(mailing.pk)
    assert sink.taken() == ["ann@example.org"]


def test_one_sent_while_nothing_ran_is_asked_about(mailing, dora, campaign, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    dispatch_actions.send(mailing=mailing, user=dora)
    clock("2027-03-01 16:01")
    tasks.wake()
    mailing.refresh_from_db()
    assert mailing.state == State.PAUSED and not Delivery.objects.exists()
    tasks.queue.call(mailing.pk)
    assert Delivery.objects.exists(), "they wait for whoever resumes"
    assert not claims.claim(worker_leases.sign_on(60), mailing, 10)


def test_unsure_letters_that_leave_again_after_days_are_not_missed(
    mailing, dora, sink, campaign, clock, settings
):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    clock("2027-03-01 10:00")
    reader("ann")
    dispatch_actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    Delivery.objects.update(state="unsure")
    assert claims.finish(mailing)
    clock("2027-03-05 10:00")
    delivery_actions.send_unsure_again(mailing=mailing, user=dora)
    tasks_delivery.deliver.call(mailing.pk)
    assert sink.taken() == ["ann@example.org"]


def test_nobody_answers_for_it_any_more(mailing, dora, alice, campaign, clock, db):
    from hustings.foundation.accounts.roles import Role
    from tests.conftest import user

    clock("2027-03-01 10:00")
    reader("ann")
    carla = user("carla", Role.COMMUNICATIONS)
    plan(mailing, carla, "2027-03-02 09:00")
    Grant.objects.filter(user=carla).delete()
    clock("2027-03-02 08:00")
    assert begin(mailing) == State.PAUSED
    assert mailing.problem == "no_sender"
    dispatch_actions.resume(mailing=mailing, user=dora)
    assert mailing.sent_by == dora
    tasks.queue.call(mailing.pk)
    assert Delivery.objects.count() == 1


def test_restoring_a_backup_holds_what_may_have_begun_since(mailing, dora, campaign, clock):
    made_at = clock("2027-03-01 10:00")
    reader("ann")
    later = Mailing.objects.create(name="L", segment=mailing.segment, user=dora, content=letters("s", "b"))
    plan(mailing, dora, "2027-03-02 09:00")
    plan(later, dora, "2027-03-09 09:00")
    clock("2027-03-02 10:00")
    tasks.hold_restored("default", made_at)
    mailing.refresh_from_db()
    later.refresh_from_db()
    assert (mailing.state, later.state) == (State.PAUSED, State.SCHEDULED)


# --- Others' deeds set the clock of lateness --------------------------------------------------------
def test_every_deed_that_lets_letters_go_is_noted(mailing, dora, campaign, clock):
    from tests.cast.outreach.sequences import add

    clock("2027-03-01 10:00")
    sequence = sequences.make(name="Welcome", user=dora)
    step = add(sequence, "letter")
    sequences.start(sequence=sequence, user=dora)
    step.mailing.refresh_from_db()
    assert step.mailing.moved_at == timezone.now()
    sequences.pause(sequence=sequence, user=dora)
    now = clock("2027-03-03 10:00")
    sequences.resume(sequence=sequence, user=dora)
    step.mailing.refresh_from_db()
    assert (step.mailing.moved_at, step.mailing.state) == (now, State.SENDING)


# --- Many at once, and killed -----------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_schedulers_begin_it_once(transactional_db, mailing, dora, campaign):
    fill(20)
    mailing.content = letters("Hello", "Come!")  # their names are not known
    mailing.save()
    soon = timezone.now() + dt.timedelta(hours=1)
    dispatch_actions.schedule(mailing=mailing, user=dora, at=soon)
    Mailing.objects.update(send_at=timezone.now() - dt.timedelta(seconds=1))
    errors, gate = [], threading.Barrier(4)

    def look():
        try:
            gate.wait()
            tasks.begin.call(mailing.pk)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert Measure.objects.filter(mailing=mailing).count() == 1
    mailing.refresh_from_db()
    assert mailing.state == State.QUEUEING


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_schedulers_begin_it_once_and_forget_nobody(
    transactional_db, mailing, dora, campaign, raise_worker
):
    fill(3000)
    mailing.content = letters("Hello", "Come!")
    mailing.save()
    dispatch_actions.schedule(mailing=mailing, user=dora, at=timezone.now() + dt.timedelta(hours=1))
    start, lives = raise_worker
    planners = [start(str(mailing.pk), script="planner.py") for _ in range(2)]
    began = time.monotonic()
    while len(lives) < 2:
        assert time.monotonic() - began < 120, "they do not start"
        time.sleep(0.05)
    dice, kills = random.Random(12), 0
    Mailing.objects.update(send_at=timezone.now())
    until = time.monotonic() + 3
    while time.monotonic() < until and any(planner.poll() is None for planner in planners):
        time.sleep(dice.uniform(0.01, 0.1))
        kills += forking.kill_one(lives, dice)
    for planner in planners:
        assert planner.wait(timeout=120) == 0
    assert kills >= 3
    assert Measure.objects.filter(mailing=mailing).count() == 1
    assert Delivery.objects.count() == Delivery.objects.values("person").distinct().count() == 3000
    mailing.refresh_from_db()
    assert (mailing.state, mailing.n_deliveries) == (State.SENDING, 3000)
