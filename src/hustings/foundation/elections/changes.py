"""Hooks on changes of elections, hours or exemptions, for apps above, which hold things back."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry

Listener = Callable[[], object]
listeners = Registry[Listener]("elections.changes.listeners")  # called in the transaction of each change


def tell() -> None:
    for listener in listeners.all():
        listener()
