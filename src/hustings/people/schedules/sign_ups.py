"""Scheduled work on sign-ups."""

from hustings.jobs import schedule
from hustings.people import actions
from hustings.people.actions import arrivals

schedule.daily(at="03:20", name="people.forget_sign_ups")(actions.forget_sign_ups)
schedule.daily(at="03:25", name="people.forget_arrivals")(arrivals.forget_arrivals)
