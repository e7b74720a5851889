"""The checks of every mailing."""

from hustings.mailing.checks import catalogue


def register() -> None:
    """Called once, when the app is ready."""
    catalogue.register()
