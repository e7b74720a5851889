"""Scheduled jobs of calls."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.calls import tasks

part = schedule.jobs(
    schedule.every(tasks.fill_open, _("Fill the call lists that are open"), minutes=60, name="calls.fill"),
    schedule.every(tasks.lapse, _("Give back contacts of closed pages"), minutes=5, name="calls.lapse"),
)
