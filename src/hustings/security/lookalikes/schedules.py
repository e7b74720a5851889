"""Scheduled jobs of the watch for look-alikes."""

from django.utils.translation import gettext_lazy as _

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
    schedule.every(ask, _("Check look-alike domains"), minutes=1, name="lookalikes.ask", queue="long"),
    schedule.daily(dns_checks.plan, _("Look for new look-alike domains"), at="04:35", name="lookalikes.plan"),
    schedule.every(
        actions.note_lost, _("Detect stalled searches of lists"), minutes=10, name="lookalikes.lost"
    ),
    schedule.every(
        read_folder, _("Search new lists of domains"), minutes=10, name="lookalikes.folder", queue="long"
    ),
)
