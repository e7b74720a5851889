"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.sharing import thanking

schedule.every(minutes=60, name="sharing.thank_waiting")(thanking.send_waiting)
