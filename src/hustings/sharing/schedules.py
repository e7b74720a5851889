"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.sharing import thanking

part = schedule.deeds(
    schedule.every(thanking.send_waiting, minutes=60, name="sharing.thank_waiting"),
)
