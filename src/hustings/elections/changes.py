"""Who wants to know that elections, hours or exceptions were changed: apps above, which hold things back."""

from collections.abc import Callable

Listener = Callable[[], object]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    """Have ``listener`` called, in the transaction of each change."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell() -> None:
    """Something was changed."""
    for listener in _listeners:
        listener()
