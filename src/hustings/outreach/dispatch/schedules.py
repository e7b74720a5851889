"""Mailings that are planned, or were sent and have no worker."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.dispatch import tasks

part = schedule.jobs(
    schedule.every(tasks.wake, _("Start or resume mailings that are due"), minutes=1, name="dispatch.wake"),
)
