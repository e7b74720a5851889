"""The scheduler: turns what is due into tasks. Any number may run; each deed is started once."""

import logging
import random
import secrets
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils import timezone

from hustings.foundation.jobs import heartbeat, schedule
from hustings.foundation.jobs.models import ScheduleRun, WorkerHeartbeat
from hustings.foundation.jobs.tasks import run_deed
from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.foundation.lib.process.stop_signal import Stop

log = logging.getLogger("hustings.foundation.jobs")


def upcoming(now: datetime | None = None) -> list[tuple[datetime, schedule.ScheduledJob]]:
    """Every deed with the moment at which it is due next, soonest first."""
    now = now or timezone.now()
    ticks = dict(ScheduleRun.objects.values_list("name", "started_at"))
    found = [(deed.due_after(ticks.get(deed.name) or deed.first(now)), deed) for deed in schedule.jobs.all()]
    return sorted(found, key=lambda pair: pair[0])


def start_due(now: datetime | None = None) -> list[str]:
    """Enqueue the deeds that are due and that no other scheduler has started; return their names."""
    now = now or timezone.now()
    deeds = {deed.name: deed for deed in schedule.jobs.all()}
    ticks = dict(ScheduleRun.objects.values_list("name", "started_at"))
    new = [ScheduleRun(name=name, started_at=deeds[name].first(now)) for name in deeds.keys() - ticks.keys()]
    if new:
        ScheduleRun.objects.bulk_create(new, ignore_conflicts=True)
        ticks = dict(ScheduleRun.objects.values_list("name", "started_at"))
    due = [deed for name, deed in deeds.items() if deed.due_after(ticks[name]) <= now]
    return [deed.name for deed in due if _start(deed, ticks[deed.name], now)]


@transaction.atomic
def _start(deed: schedule.ScheduledJob, last: datetime, now: datetime) -> bool:
    if not ScheduleRun.objects.filter(name=deed.name, started_at=last).update(started_at=now):
        return False  # another scheduler was faster
    if not enqueue_once(run_deed.using(queue_name=deed.queue), f"schedule:{deed.name}", deed.name):
        log.warning("Scheduled %s is still waiting or running: left out this time", deed.name)
    return True


class Scheduler:
    """One process that looks every few seconds at what is due."""

    def __init__(self, name: str) -> None:
        self.name, self.run_id = name, secrets.token_hex(4)
        self.stop = Stop()
        self._is_announced = False

    def run(self) -> None:
        """Start what is due until asked to stop."""
        self.stop.on_signals()
        while not self.stop.wait(self._turn()):
            pass
        try:
            heartbeat.sign_off(self.name, self.run_id)
        except (DatabaseError, InterfaceError):
            log.warning("Scheduler %s could not sign off", self.name)

    def _turn(self) -> float:
        """Look once and return how long to sleep."""
        close_old_connections()
        try:
            if not self._is_announced:
                heartbeat.announce(self.name, WorkerHeartbeat.Kind.SCHEDULER, self.run_id)
                self._is_announced = True
            heartbeat.is_still_mine(self.name, self.run_id)
            start_due()
            soonest = min((due for due, deed in upcoming()), default=timezone.now() + timedelta(hours=1))
        except (DatabaseError, InterfaceError) as error:
            log.error("The database did not answer: %s", type(error).__name__)
            connection.close()
            return random.uniform(2, 6)  # noqa: S311
        seconds = (soonest - timezone.now()).total_seconds()
        return max(0.2, min(seconds, heartbeat.BEAT)) * random.uniform(1.0, 1.2)  # noqa: S311
