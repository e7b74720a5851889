"""What apps above do with their rows when a campaign was put back from a backup."""

from collections.abc import Callable
from datetime import datetime

Afterwards = Callable[[str, datetime], None]
_registered: list[Afterwards] = []


def register(afterwards: Afterwards) -> Afterwards:
    """Have ``afterwards(database alias, when the backup was made)`` called in the restoring transaction.

    The rows stand in today's tables by then; an error undoes the restoration.
    """
    if afterwards not in _registered:
        _registered.append(afterwards)
    return afterwards


def run(using: str, made_at: datetime) -> None:
    """Call them all."""
    for afterwards in _registered:
        afterwards(using, made_at)
