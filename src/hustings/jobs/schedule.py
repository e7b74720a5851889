"""Deeds that are due again and again, declared by each app in its ``schedules.py``.

    schedule.daily(at="03:40", name="people.forget")("forget_unconfirmed")   # a management command

    @schedule.every(minutes=10, name="mailing.bounces")
    def read_bounces() -> None: ...

A deed runs as a task: on one worker, with retries, not beside itself. What was missed runs once on return.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import TypeVar

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

Action = TypeVar("Action", bound=Callable[[], object] | str)


@dataclass(frozen=True)
class Deed:
    """One entry: every ``period``, or each day at the local time ``at``."""

    name: str
    action: Callable[[], object] | str
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
        """What counts as its last start when it is seen for the first time: a period's deed runs at once."""
        return now - self.period if self.period else now

    def run(self) -> None:
        """Call the function or the management command."""
        if callable(self.action):
            self.action()
        else:
            from django.core.management import call_command

            call_command(self.action)


_deeds: dict[str, Deed] = {}


def every(
    *, minutes: float = 0, hours: float = 0, name: str, queue: str = "default"
) -> Callable[[Action], Action]:
    """Declare a deed that runs so many minutes or hours after its last start."""

    def declare(action: Action) -> Action:
        _deeds[name] = Deed(name, action, period=timedelta(minutes=minutes, hours=hours), queue=queue)
        return action

    return declare


def daily(*, at: str, name: str, queue: str = "default") -> Callable[[Action], Action]:
    """Declare a deed that runs each day at ``at``, such as "03:40", in the campaign's time zone."""

    def declare(action: Action) -> Action:
        _deeds[name] = Deed(name, action, at=time.fromisoformat(at), queue=queue)
        return action

    return declare


def deeds() -> dict[str, Deed]:
    """All deeds by name."""
    _discover()
    return dict(_deeds)


@cache
def _discover() -> None:
    autodiscover_modules("schedules")
