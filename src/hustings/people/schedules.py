"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.people import actions

schedule.daily(at="03:20", name="people.forget_sign_ups")(actions.forget_sign_ups)
