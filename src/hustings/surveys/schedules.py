"""What forms do again and again."""

from hustings.jobs import schedule
from hustings.surveys import forgetting

part = schedule.deeds(
    schedule.daily(forgetting.forget, at="03:25", name="surveys.forget"),
)
