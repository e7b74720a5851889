"""What is due by itself."""

from hustings.jobs import schedule
from hustings.leaks import actions

schedule.daily(at="03:10", name="leaks.index_own")(actions.index_daily)
schedule.daily(at="03:25", name="leaks.forget")(actions.forget_lapsed)
schedule.every(minutes=10, name="leaks.lost")(actions.note_lost)
