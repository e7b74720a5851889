"""What this app does again and again."""

from hustings.embeds import counting
from hustings.jobs import schedule

schedule.daily(at="04:25", name="embeds.figures")(counting.forget)
