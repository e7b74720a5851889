"""Mailings that moved when a backup was made are paused after its restore."""

from hustings.backups import afterwards
from hustings.mailing import tasks


def register() -> None:
    """Called once, when the app is ready."""
    afterwards.register(tasks.hold_restored)
