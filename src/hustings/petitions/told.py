"""Whom petitions tell, in their transaction: the apps that show them."""

from collections.abc import Callable

from hustings.contributions import Registry

Changed = Callable[[int], None]
# Called when something must leave its page, or appear on it, at once.
hearers = Registry[Changed]("petitions.told")


def changed(petition: int) -> None:
    """Tell them all."""
    for hearer in hearers.all():
        hearer(petition)
