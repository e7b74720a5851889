"""Scheduled jobs of domain security."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import security_leads
from hustings.foundation.jobs import schedule
from hustings.security.domains import dns_checks, mailbox, retention, tasks


def remind() -> None:
    """On the first of each month, or as soon after as this runs: what is to be mended."""
    month = f"{timezone.localdate():%Y-%m}"
    for user in security_leads.whom():
        tasks.remind.enqueue(user, month)


part = schedule.jobs(
    schedule.daily(
        dns_checks.look_at_all, _("Check our domains"), at="05:10", name="domains.look", queue="long"
    ),
    schedule.every(
        mailbox.read_all, _("Read domain reports"), minutes=10, name="domains.mailbox", queue="long"
    ),
    schedule.daily(retention.forget_old, _("Delete old domain reports"), at="04:40", name="domains.forget"),
    schedule.daily(
        remind, _("Send monthly reminders about mail protection"), at="08:05", name="domains.remind"
    ),
)
