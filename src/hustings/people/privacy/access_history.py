"""History of access to one person's data: looks and exports, also from before a merge."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_LOGS
from hustings.foundation.lib.sql import packed_keys
from hustings.people.duplicates.models import BeenIn, Merge
from hustings.people.persons.models import Look, Person
from hustings.people.privacy.models import ExportBlock


class Seen(NamedTuple):
    """A line of "who looked": ``how`` are words, ``who`` is empty where the account is gone."""

    at: datetime
    who: str
    how: str
    n: int = 1
    user: int | None = None  # the account's key


def of(person: Person, limit: int = 100) -> list[Seen]:
    """Who looked at ``person`` and who took their data out, newest first."""
    looks = [
        Seen(look.last_at, str(look.user or ""), look.get_how_display(), look.n, look.user_id)
        for look in person.looks.select_related("user")[:limit]
    ]
    found = [*looks, *_exports(person, limit)]
    return sorted(found, key=lambda seen: seen.at, reverse=True)[:limit]


def on_record(person: Person, user: Any, may_change: bool) -> dict[str, Any]:
    """For the record's page: the history for those who read logs, else None."""
    return {"seen": of(person) if access.may(user, VIEW_LOGS) else None}


class _Time(NamedTuple):
    """When ``key`` was the person's."""

    key: int
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, block: ExportBlock) -> bool:
        at = block.export.created_at
        if (self.since and at < self.since) or (self.until and at > self.until):
            return False
        return packed_keys.block(self.key) == block.number and packed_keys.holds(bytes(block.bits), self.key)


def _times(person: Person) -> list[_Time]:
    """Keys of records whose exports were theirs, through the merges that stand now."""
    taken_in = Merge.objects.filter(kept=person, undone_at=None).order_by()
    been_in = BeenIn.objects.filter(person=person).order_by()
    return [
        _Time(person.pk),
        *map(_Time, taken_in.values_list("absorbed_id", flat=True)),
        *(_Time(*row) for row in been_in.values_list("key", "since", "until")),
    ]


def _exports(person: Person, limit: int) -> Iterator[Seen]:
    """The exports that ``person`` was in, newest first: one small block of each is read."""
    times = _times(person)
    blocks = ExportBlock.objects.filter(number__in={packed_keys.block(time.key) for time in times})
    told: set[int] = set()
    for block in blocks.select_related("export__user").order_by("-export").iterator(100):
        if block.export_id not in told and any(time.holds(block) for time in times):
            told.add(block.export_id)
            who, how = str(block.export.user or ""), str(Look.How.DOWNLOAD.label)
            yield Seen(block.export.created_at, who, how, user=block.export.user_id)
            if len(told) == limit:
                return
