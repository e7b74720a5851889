"""Hooks of apps above on their rows, called when a campaign was put back from a backup."""

from collections.abc import Callable
from datetime import datetime

from hustings.foundation.contributions import Registry

Afterwards = Callable[[str, datetime], None]
# Each is called ``deed(database alias, when the backup was made)`` in the restoring transaction. The rows
# stand in today's tables by then; an error undoes the restoration.
deeds = Registry[Afterwards]("backups.afterwards.deeds")


def run(using: str, made_at: datetime) -> None:
    for deed in deeds.all():
        deed(using, made_at)
