"""Deeds that are due again and again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import get_commands
from django_tasks_db.models import DBTaskResult

from hustings.foundation.jobs import schedule, scheduler
from hustings.foundation.jobs.models import ScheduleRun

pytestmark = pytest.mark.both

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def deeds() -> Iterator[list[str]]:
    """Two deeds of our own in place of the campaign's."""
    done: list[str] = []
    with schedule.jobs.replaced(
        schedule.every(lambda: done.append("often"), "Often", minutes=10, name="often"),
        schedule.daily(lambda: done.append("nightly"), "Nightly", at="03:30", name="nightly"),
    ):
        yield done


def test_what_is_due_is_started_once_whatever_the_number_of_schedulers(db, deeds, run_tasks):
    assert scheduler.start_due(NOON) == ["often"]
    assert scheduler.start_due(NOON) == []
    assert scheduler._start(schedule.jobs.find("often"), NOON - timedelta(minutes=10), NOON) is False
    run_tasks()
    assert deeds == ["often"]


def test_missed_ticks_run_once_on_return(db, deeds, run_tasks):
    scheduler.start_due(NOON)
    run_tasks()
    deeds.clear()
    back = NOON + timedelta(days=3)
    assert sorted(scheduler.start_due(back)) == ["nightly", "often"]
    assert scheduler.start_due(back + timedelta(minutes=9)) == []
    run_tasks()
    assert sorted(deeds) == ["nightly", "often"]


def test_a_deed_does_not_pile_up_behind_itself(db, deeds):
    scheduler.start_due(NOON)
    scheduler.start_due(NOON + timedelta(minutes=11))
    assert DBTaskResult.objects.count() == 1
    assert ScheduleRun.objects.get(name="often").started_at == NOON + timedelta(minutes=11)


def test_a_day_of_23_hours_keeps_the_local_time(deeds, settings):
    settings.TIME_ZONE = "Europe/Paris"
    nightly = schedule.jobs.find("nightly")
    saturday = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)  # clocks change in the night
    assert nightly.due_after(saturday) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert nightly.due_after(NOON) == datetime(2027, 3, 2, 2, 30, tzinfo=UTC)


def test_a_management_command_can_be_scheduled(db, capsys):
    schedule.ScheduledJob("check", "check", "Check").run()
    assert "no issues" in capsys.readouterr().out


def test_the_campaigns_own_deeds_are_found(db):
    assert schedule.jobs.find("jobs.prune")
    assert [name for _, deed in scheduler.upcoming() if (name := deed.name) == "jobs.prune"]


def test_each_job_is_a_function_or_a_known_command():
    odd = [each.name for each in schedule.jobs.all() if not callable(each.action)]
    assert [name for name in odd if schedule.jobs.find(name).action not in get_commands()] == []
