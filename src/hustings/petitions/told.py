"""Whom petitions tell, in their transaction: the apps that show them."""

from collections.abc import Callable

Changed = Callable[[int], None]
_changed: list[Changed] = []


def register_changed(hearer: Changed) -> None:
    """Have ``hearer(petition)`` called when something must leave its page, or appear on it, at once."""
    _changed.append(hearer)


def changed(petition: int) -> None:
    """Tell them all."""
    for hearer in _changed:
        hearer(petition)
