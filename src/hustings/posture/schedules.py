"""What this app does again and again."""

from django.utils import timezone

from hustings.accounts import guardians
from hustings.jobs import schedule
from hustings.posture import forgetting, looking, mailbox, tasks

schedule.daily(at="05:10", name="posture.look", queue="long")(looking.look_at_all)
schedule.every(minutes=10, name="posture.mailbox", queue="long")(mailbox.read_all)
schedule.daily(at="04:40", name="posture.forget")(forgetting.forget_old)


@schedule.daily(at="08:05", name="posture.remind")
def remind() -> None:
    """On the first of each month, or as soon after as this runs: what is to be mended."""
    month = f"{timezone.localdate():%Y-%m}"
    for user in guardians.whom():
        tasks.remind.enqueue(user, month)
