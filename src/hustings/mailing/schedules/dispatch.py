"""Mailings that are planned, or were sent and have no worker."""

from hustings.jobs import schedule
from hustings.mailing import tasks

schedule.every(minutes=1, name="mailing.wake")(tasks.wake)
