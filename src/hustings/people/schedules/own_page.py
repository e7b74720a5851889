"""Scheduled work on own pages."""

from hustings.jobs import schedule
from hustings.people.actions import own_page

part = schedule.deeds(
    schedule.daily(own_page.forget_links, at="03:30", name="people.forget_page_links"),
)
