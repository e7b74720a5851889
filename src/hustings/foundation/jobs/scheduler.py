"""The scheduler: turns what is due into tasks. Any number may run; each job is started once."""

import logging
import random
import secrets
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils import timezone

from hustings.foundation.jobs import heartbeat, schedule
from hustings.foundation.jobs.models import ScheduleRun, WorkerHeartbeat
from hustings.foundation.jobs.tasks import run_job
from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.foundation.lib.process.stop_signal import Stop
from mailguard.agents.processes import supervisor

log = logging.getLogger("hustings.foundation.jobs")


def upcoming(now: datetime | None = None) -> list[tuple[datetime, schedule.ScheduledJob]]:
    """Every job with the moment at which it is due next, soonest first."""
    now = now or timezone.now()
    ticks = dict(ScheduleRun.objects.values_list("name", "started_at"))
    found = [(job.due_after(ticks.get(job.name) or job.first(now)), job) for job in schedule.jobs.all()]
    return sorted(found, key=lambda pair: pair[0])


def start_due(now: datetime | None = None) -> list[str]:
    """Enqueue the jobs that are due and that no other scheduler has started; return their names."""
    now = now or timezone.now()
    jobs = {job.name: job for job in schedule.jobs.all()}
    ticks = dict(ScheduleRun.objects.values_list("name", "started_at"))
    new = [ScheduleRun(name=name, started_at=jobs[name].first(now)) for name in jobs.keys() - ticks.keys()]
    if new:
        ScheduleRun.objects.bulk_create(new, ignore_conflicts=True)
        ticks = dict(ScheduleRun.objects.values_list("name", "started_at"))
    due = [job for name, job in jobs.items() if job.due_after(ticks[name]) <= now]
    return [job.name for job in due if _start(job, ticks[job.name], now)]


@transaction.atomic
def _start(job: schedule.ScheduledJob, last: datetime, now: datetime) -> bool:
    if not ScheduleRun.objects.filter(name=job.name, started_at=last).update(started_at=now):
        return False  # another scheduler was faster
    if not enqueue_once(run_job.using(queue_name=job.queue), f"schedule:{job.name}", job.name):
        log.info("Scheduled %s is still waiting or running: left out this time", job.name)
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
        supervisor.beat()
        close_old_connections()
        try:
            if not self._is_announced:
                heartbeat.announce(self.name, WorkerHeartbeat.Kind.SCHEDULER, self.run_id)
                self._is_announced = True
            heartbeat.is_still_mine(self.name, self.run_id)
            start_due()
            soonest = min((due for due, job in upcoming()), default=timezone.now() + timedelta(hours=1))
        except (DatabaseError, InterfaceError) as error:
            log.error("The database did not answer: %s", type(error).__name__)
            connection.close()
            return random.uniform(2, 6)  # noqa: S311
        seconds = (soonest - timezone.now()).total_seconds()
        return max(0.2, min(seconds, heartbeat.BEAT)) * random.uniform(1.0, 1.2)  # noqa: S311
