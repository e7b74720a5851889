"""The campaign's own look goes into its letters."""

from hustings.mailing import look, own_look


def register() -> None:
    """Called once, when the app is ready."""
    look.register_own(own_look.dressed)
