"""Scheduled jobs of the watch for look-alikes."""

from hustings.foundation import jobs
from hustings.foundation.jobs import schedule
from hustings.security.lookalikes import actions, dns_checks, dropped, notifications


def ask() -> None:
    dns_checks.ask_some()
    notifications.of_new()


def read_folder() -> None:
    dropped.search_new(pause=jobs.turns())
    notifications.of_new()


part = schedule.jobs(
    schedule.every(ask, minutes=1, name="lookalikes.ask", queue="long"),
    schedule.daily(dns_checks.plan, at="04:35", name="lookalikes.plan"),
    schedule.every(actions.note_lost, minutes=10, name="lookalikes.lost"),
    schedule.every(read_folder, minutes=10, name="lookalikes.folder", queue="long"),
)
