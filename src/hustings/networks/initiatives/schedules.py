"""Scheduled work on calls."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.networks.initiatives import reminders, tasks

part = schedule.jobs(
    schedule.every(
        reminders.remind, _("Remind of the deadlines of calls"), minutes=30, name="initiatives.remind"
    ),
    schedule.every(
        tasks.send_waiting, _("Send letters of calls again"), minutes=10, name="initiatives.letters"
    ),
)
