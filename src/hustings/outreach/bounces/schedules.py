"""Mailboxes of bounces, reports that wait, and alarms."""

from hustings.foundation.jobs import schedule
from hustings.outreach.bounces import alarms, intake, mailboxes

part = schedule.jobs(
    schedule.every(intake.settle, minutes=1, name="bounces.settle_returns"),
    schedule.every(mailboxes.read_all, minutes=1, name="bounces.read_mailboxes"),
    schedule.every(alarms.look_at_moving, minutes=1, name="bounces.look_for_alarms"),
)
