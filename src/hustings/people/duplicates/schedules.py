"""Scheduled search for duplicates."""

from hustings.foundation.jobs import schedule
from hustings.people.duplicates.actions import duplicates

part = schedule.jobs(
    schedule.daily(duplicates.search_anew, at="02:50", name="duplicates.find_duplicates"),
)
