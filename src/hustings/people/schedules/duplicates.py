"""Scheduled search for duplicates."""

from hustings.jobs import schedule
from hustings.people.actions import duplicates

part = schedule.deeds(
    schedule.daily(duplicates.search_anew, at="02:50", name="people.find_duplicates"),
)
