"""Scheduled work on sign-ups."""

from hustings.foundation.jobs import schedule
from hustings.people.signups import actions
from hustings.people.signups.actions import arrivals

part = schedule.jobs(
    schedule.daily(actions.forget_sign_ups, at="03:20", name="signups.forget_sign_ups"),
    schedule.daily(arrivals.forget_arrivals, at="03:25", name="signups.forget_arrivals"),
)
