"""Bounces: of letters that were refused at once, on the timeline, among what is to do."""

from hustings.mailing.carrying import outcomes
from hustings.mailing.returns import at_the_door, records


def register() -> None:
    """Called once, when the app is ready."""
    outcomes.register_refused(at_the_door.take_in)
    records.register()
