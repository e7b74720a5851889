"""Clicks, openings and what followed: measured, on the timeline, in segments."""

from hustings.mailing import criteria, printing
from hustings.mailing.following import records as following
from hustings.mailing.measuring import plans
from hustings.mailing.measuring import records as reactions
from hustings.mailing.records import GROUP


def register() -> None:
    """Called once, when the app is ready."""
    printing.register_plan(plans.of)
    criteria.register()
    reactions.register(GROUP)
    following.register(GROUP)
