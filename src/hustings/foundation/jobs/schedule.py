"""Jobs that are due again and again: functions, or the names of management commands.

    app = Contribution(
        schedule.jobs(
            schedule.daily("forget_unconfirmed", _("Delete old sign-ups"), at="03:40", name="bounces.forget"),
            schedule.every(read_bounces, _("Read bounces"), minutes=10, name="bounces.bounces"),
        ),
    )

A job runs as a task: on one worker, with retries, not beside itself. What was missed runs once on return.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.utils import timezone

from hustings.foundation.contributions import Registry

Action = Callable[[], object] | str


@dataclass(frozen=True)
class ScheduledJob:
    """One entry: every ``period``, or each day at the local time ``at``."""

    name: str
    action: Action
    label: Any  # what it does, in a few words for people
    period: timedelta | None = None
    at: time | None = None
    queue: str = "default"

    def due_after(self, last: datetime) -> datetime:
        """The moment at which it is due next when it was last started at ``last``."""
        if self.period:
            return last + self.period
        assert self.at
        local = timezone.localtime(last)
        due = datetime.combine(local.date(), self.at, tzinfo=local.tzinfo)
        while due <= local:
            due = datetime.combine(due.date() + timedelta(days=1), self.at, tzinfo=local.tzinfo)
        return due

    def first(self, now: datetime) -> datetime:
        """Last start assumed of a job that is seen for the first time: a period's runs at once."""
        return now - self.period if self.period else now

    def run(self) -> None:
        if callable(self.action):
            self.action()
        else:
            from django.core.management import call_command

            call_command(self.action)


jobs = Registry[ScheduledJob]("jobs.schedule.jobs", key=attrgetter("name"))


def every(
    action: Action, label: Any, *, minutes: float = 0, hours: float = 0, name: str, queue: str = "default"
) -> ScheduledJob:
    """Say what runs so many minutes or hours after its last start."""
    return ScheduledJob(name, action, label, period=timedelta(minutes=minutes, hours=hours), queue=queue)


def daily(action: Action, label: Any, *, at: str, name: str, queue: str = "default") -> ScheduledJob:
    """Say what runs each day at ``at``, such as "03:40", in the campaign's time zone."""
    return ScheduledJob(name, action, label, at=time.fromisoformat(at), queue=queue)
