"""Scheduled search for duplicates."""

from hustings.jobs import schedule
from hustings.people.actions import duplicates

schedule.daily(at="02:50", name="people.find_duplicates")(duplicates.search_anew)
