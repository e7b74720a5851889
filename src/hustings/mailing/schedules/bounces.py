"""Mailboxes of bounces, reports that wait, and alarms."""

from hustings.jobs import schedule
from hustings.mailing.returns import alarms, applying, mailboxes

schedule.every(minutes=1, name="mailing.settle_returns")(applying.settle)
schedule.every(minutes=1, name="mailing.read_mailboxes")(mailboxes.read_all)
schedule.every(minutes=1, name="mailing.look_for_alarms")(alarms.look_at_moving)
