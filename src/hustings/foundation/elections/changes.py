"""Who wants to know that elections, hours or exceptions were changed: apps above, which hold things back."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry

Listener = Callable[[], object]
listeners = Registry[Listener]("elections.changes.listeners")  # called in the transaction of each change


def tell() -> None:
    for listener in listeners.all():
        listener()
