"""A street: a walk list, phones with it, and what they note."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from hustings.field.canvassing import actions, door_keys, stop_texts, streams
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.foundation.sync import causal
from hustings.foundation.sync import log as entries_log
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import LoggedEntry

DOORS = "12 rue des Lilas; A; 1; G\n12 rue des Lilas; A; 1; D\n12 rue des Lilas; A; 2; G\n14 rue des Lilas"
AT = datetime(2027, 4, 10, 15, tzinfo=UTC)


def walk_list(text: str = DOORS, **more: Any) -> WalkList:
    return actions.make_list(**{"name": "Rue des Lilas", "stops": stop_texts.read(text)} | more)


def building(found: WalkList, n: int = 0) -> str:
    return str(found.stops[n]["id"])


def door(found: WalkList, label: str = "G", floor: str = "1", stair: str = "A", n: int = 0) -> str:
    return door_keys.key(building(found, n), stair, floor, label)


def state(found: WalkList, key: str) -> tuple[str, int]:
    row = DoorResult.objects.get(walk_list=found, key=key)
    return row.code, row.n_talks


class Phone:
    """A phone that knows what it is told, and no more."""

    def __init__(self, found: WalkList, name: str = "Team 1") -> None:
        ends_at = timezone.now() + timedelta(hours=1)
        self.handset, self.link = actions.hand_out(walk_list=found, team=name, ends_at=ends_at, user=None)
        self.stream, self.replica, self.n = streams.stream_of(found), uuid.uuid4(), 0
        self.cursor, self.entries = 0, dict[uuid.UUID, Any]()

    @property
    def held(self) -> list[Any]:
        """All that it knows, as the log has it where the log has it."""
        return list(self.entries.values())

    def hear(self) -> None:
        """Fetch what is new in the log."""
        for row in LoggedEntry.objects.after(self.stream, self.cursor):
            self.entries[row.pk] = row
            self.cursor = row.pos or 0

    def make(self, key: str, verb: str, **body: Any) -> Entry:
        self.n += 1
        seen = causal.known(each for each in self.entries.values() if each.key == key)
        made = Entry(uuid.uuid4(), self.replica, self.n, seen, key, verb, body, AT)
        self.entries[made.id] = made
        return made

    def note(self, key: str, verb: str, **body: Any) -> Entry:
        """Note one thing and send it."""
        made = self.make(key, verb, **body)
        entries_log.append(self.handset, [made])
        return made

    def problem(self, key: str, verb: str, **body: Any) -> str:
        """What the server says is wrong with it."""
        made = self.make(key, verb, **body)
        return entries_log.append(self.handset, [made]).problems.get(made.id, "")
