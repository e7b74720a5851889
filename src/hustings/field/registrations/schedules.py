"""Scheduled work on seats and reminders."""

from django.utils.translation import gettext_lazy as _

from hustings.field.registrations import actions, reminders
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.every(
        actions.pass_on, _("Pass on expired seat offers"), minutes=1, name="registrations.pass_on"
    ),
    schedule.every(
        reminders.remind, _("Remind people of their events"), minutes=5, name="registrations.remind"
    ),
)
