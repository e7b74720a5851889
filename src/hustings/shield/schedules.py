"""What the shield does again and again."""

from hustings.jobs import schedule
from hustings.shield import actions, reports_reading
from hustings.shield.actions import bulletins

schedule.daily(at="03:55", name="shield.tidy")(actions.tidy)
schedule.every(minutes=1, name="shield.read_reports")(reports_reading.read_all)
schedule.daily(at="07:00", name="shield.draft_bulletin")(bulletins.draft)
