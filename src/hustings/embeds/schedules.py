"""What this app does again and again."""

from hustings.embeds import counting
from hustings.jobs import schedule

part = schedule.deeds(
    schedule.daily(counting.forget, at="04:25", name="embeds.figures"),
)
