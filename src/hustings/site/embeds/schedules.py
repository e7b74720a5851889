"""Scheduled jobs of embeds."""

from hustings.foundation.jobs import schedule
from hustings.site.embeds import counters

part = schedule.jobs(
    schedule.daily(counters.forget, at="04:25", name="embeds.figures"),
)
