"""What mailing does again and again."""

from hustings.jobs import schedule
from hustings.mailing import tasks

schedule.every(minutes=1, name="mailing.wake")(tasks.wake)
