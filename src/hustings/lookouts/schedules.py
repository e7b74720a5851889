"""What this app does again and again."""

from hustings import jobs
from hustings.jobs import schedule
from hustings.lookouts import actions, asking, dropped, telling


@schedule.every(minutes=1, name="lookouts.ask", queue="long")
def ask() -> None:
    """Ask name servers about a few names."""
    asking.ask_some()
    telling.of_new()


schedule.daily(at="04:35", name="lookouts.plan")(asking.plan)


schedule.every(minutes=10, name="lookouts.lost")(actions.note_lost)


@schedule.every(minutes=10, name="lookouts.folder", queue="long")
def read_folder() -> None:
    """Search lists that were put into the folder."""
    dropped.search_new(pause=jobs.turns())
    telling.of_new()
