"""Scheduled jobs of sharing."""

from hustings.foundation.jobs import schedule
from hustings.site.sharing import thanks_mail

part = schedule.jobs(
    schedule.every(thanks_mail.send_waiting, minutes=60, name="sharing.thank_waiting"),
)
