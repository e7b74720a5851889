"""Whom appeals tell, in their transaction, that their pages show another thing now."""

from collections.abc import Callable

Changed = Callable[[int], None]
_changed: list[Changed] = []


def register_changed(hearer: Changed) -> None:
    """Have ``hearer(appeal)`` called when its page shows another thing. Called once, at start."""
    _changed.append(hearer)


def changed(appeal: int) -> None:
    """Tell them all."""
    for hearer in _changed:
        hearer(appeal)
