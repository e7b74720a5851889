"""Scheduled work on imports."""

from hustings.jobs import schedule
from hustings.people.actions import imports

schedule.daily(at="03:40", name="people.put_old_imports_away")(imports.put_old_away)
schedule.daily(at="03:50", name="people.delete_strays_of_imports")(imports.delete_strays)
