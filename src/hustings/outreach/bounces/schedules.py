"""Mailboxes of bounces, reports that wait, and alarms."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.bounces import alarms, intake, mailboxes

part = schedule.jobs(
    schedule.every(
        intake.settle, _("Process bounces and complaints"), minutes=1, name="bounces.settle_returns"
    ),
    schedule.every(
        mailboxes.read_all, _("Read the bounce mailboxes"), minutes=1, name="bounces.read_mailboxes"
    ),
    schedule.every(
        alarms.look_at_moving,
        _("Watch mailings for unusual bounces"),
        minutes=1,
        name="bounces.look_for_alarms",
    ),
)
