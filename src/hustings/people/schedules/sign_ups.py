"""Scheduled work on sign-ups."""

from hustings.jobs import schedule
from hustings.people import actions
from hustings.people.actions import arrivals

part = schedule.deeds(
    schedule.daily(actions.forget_sign_ups, at="03:20", name="people.forget_sign_ups"),
    schedule.daily(arrivals.forget_arrivals, at="03:25", name="people.forget_arrivals"),
)
