"""Open comments are a check; approvals that wait are to do."""

from hustings.lib import deeds
from hustings.mailing.approving.waiting import deeds_of
from hustings.mailing.checks import comments, registry


def register() -> None:
    """Called once, when the app is ready."""
    registry.register(comments.comments)
    registry.register_count(comments.OPEN, comments.count)
    deeds.register(deeds_of)
