"""Whom appeals tell, in their transaction, that their pages show another thing now."""

from collections.abc import Callable

from hustings.contributions import Registry

Changed = Callable[[int], None]
# Called when something must leave its page, or appear on it, at once.
hearers = Registry[Changed]("representatives.told")


def changed(appeal: int) -> None:
    """Tell them all."""
    for hearer in hearers.all():
        hearer(appeal)
