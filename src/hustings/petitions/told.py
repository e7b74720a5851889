"""Whom petitions tell, in their transaction: apps that show them, or want to know where people come from."""

from collections.abc import Callable

from hustings.petitions.models import Signature

Confirmed = Callable[..., None]
Changed = Callable[[int], None]
_confirmed: list[Confirmed] = []
_changed: list[Changed] = []


def register_confirmed(hearer: Confirmed) -> None:
    """Have ``hearer(signature, is_new=...)`` called when a signature is confirmed. Called once, at start."""
    _confirmed.append(hearer)


def register_changed(hearer: Changed) -> None:
    """Have ``hearer(petition)`` called when something must leave its page, or appear on it, at once."""
    _changed.append(hearer)


def confirmed(signature: Signature, *, is_new: bool) -> None:
    """Tell them all."""
    for hearer in _confirmed:
        hearer(signature, is_new=is_new)


def changed(petition: int) -> None:
    """Tell them all."""
    for hearer in _changed:
        hearer(petition)
