"""What this app does again and again."""

from hustings import jobs
from hustings.jobs import schedule
from hustings.lookouts import actions, asking, dropped, telling


def ask() -> None:
    """Ask name servers about a few names."""
    asking.ask_some()
    telling.of_new()


def read_folder() -> None:
    """Search lists that were put into the folder."""
    dropped.search_new(pause=jobs.turns())
    telling.of_new()


part = schedule.deeds(
    schedule.every(ask, minutes=1, name="lookouts.ask", queue="long"),
    schedule.daily(asking.plan, at="04:35", name="lookouts.plan"),
    schedule.every(actions.note_lost, minutes=10, name="lookouts.lost"),
    schedule.every(read_folder, minutes=10, name="lookouts.folder", queue="long"),
)
