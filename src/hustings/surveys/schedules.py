"""What forms do again and again."""

from hustings.jobs import schedule
from hustings.surveys import forgetting

schedule.daily(at="03:25", name="surveys.forget")(forgetting.forget)
