"""To-dos of members of the team: each app says so for itself, the dashboard lists them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, in words, and the page where it's done. Urgent ones need attention now.

    Of those that are alike, a higher ``weight`` comes first.
    """

    text: str
    url: str
    is_urgent: bool = False
    weight: int = 0


Source = Callable[[Any], Iterable[Todo]]
# Each is asked ``source(user)`` whenever a dashboard is drawn. It checks the user's rights itself.
sources = Registry[Source]("lib.todos.sources")


def due(user: Any) -> Iterator[Todo]:
    """Everything for ``user``, urgent deeds first."""
    deeds = [deed for source in sources.all() for deed in source(user)]
    yield from sorted(deeds, key=lambda deed: (not deed.is_urgent, -deed.weight))
