"""Scheduled work on own pages."""

from hustings.foundation.jobs import schedule
from hustings.people.selfservice import actions

part = schedule.jobs(
    schedule.daily(actions.forget_links, at="03:30", name="selfservice.forget_page_links"),
)
