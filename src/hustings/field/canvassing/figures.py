"""Figures of walk lists: doors, and what came of them; their phones."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from hustings.field.canvassing import noted, rules
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.canvassing.models.walk_lists import KIND
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from hustings.people.scripts import results
from hustings.people.scripts.models import Answer, Script

NOTES = 50  # that a page shows
DOUBLES = 50
WALKERS = 200  # of all phones of a list


class Figures(NamedTuple):
    """Counts of doors."""

    doors: int
    done: int
    by_code: Sequence[tuple[str, int]]  # code and number, the weightiest first


def of(walk_list: WalkList) -> Figures:
    rows = walk_list.results.order_by()
    counted = rows.aggregate(
        added=Count("pk", filter=Q(is_added=True)),
        gone=Count("pk", filter=~Q(counted_with="") | Q(is_parted=True)),
    )
    found = dict(rows.doors().exclude(code="").values_list("code").annotate(n=Count("pk")))
    by_code = [(code, found.get(code, 0)) for code in reversed(rules.RESULTS)]
    return Figures(walk_list.n_doors + counted["added"] - counted["gone"], sum(found.values()), by_code)


class Phone(NamedTuple):
    """A phone that was handed a list."""

    handset: Handset
    state: str
    n: int
    n_held: int
    walkers: list[tuple[str, int]]  # who knocked while somebody else recorded, and at how many doors

    @property
    def words(self) -> str:
        return str(Handset.State(self.state).label)


def phones_of(stream: Stream) -> list[Phone]:
    """All phones of a list, with the number of their entries; HQ itself is none."""
    n, held = Count("entries"), Count("entries", filter=Q(entries__pos=None))
    now = timezone.now()
    rows: Any = stream.handsets.phones().annotate(n=n, held=held).order_by("name", "pk")
    walkers = _walkers_of(stream)
    return [Phone(each, each.state_at(now), each.n, each.held, walkers.get(each.pk, [])) for each in rows]


def _walkers_of(stream: Stream) -> dict[UUID, list[tuple[str, int]]]:
    """Walkers by phone with the doors at which a note of theirs stands, the busiest first."""
    rows = noted.plain([stream.pk]).filter(body__has_key="by").values_list("handset", "body__by")
    counts = Counter({(handset, by): n for handset, by, n in rows.annotate(n=Count("key", distinct=True))})
    stand = {(one.handset_id, one.body.get("by", ""), one.key) for one in noted.mended([stream.pk])}
    counts.update((handset, by) for handset, by, _key in stand)
    found: dict[UUID, list[tuple[str, int]]] = {}
    for (handset, by), n in sorted(counts.items(), key=lambda one: (-one[1], one[0][1]))[:WALKERS]:
        if by:
            found.setdefault(handset, []).append((by, n))
    return found


def doubles_of(walk_list: WalkList) -> list[tuple[str, DoorResult]]:
    """Doors with talks of people who didn't know of each other, with the address."""
    rows = list(walk_list.results.filter(is_double=True)[:DOUBLES])
    for row in rows:
        row.walk_list = walk_list
    return [(walk_list.addresses.get(row.building, ""), row) for row in rows]


def talks_of(lists: Any) -> QuerySet[LoggedEntry]:
    """Conversations noted on these lists, by their keys."""
    return LoggedEntry.objects.filter(
        stream__kind=KIND, stream__subject__in=lists, verb=rules.TALKED, problem=""
    )


def answers_in(lists: Any, script: Script) -> QuerySet[Answer]:
    """Answers given at the doors of these lists, by their keys, to a script."""
    return Answer.objects.filter(version__script=script, talk_uid__in=talks_of(lists).values("pk")).order_by()


def answers_of(walk_list: WalkList) -> list[results.Result]:
    """Answers given at the doors of this list to its script, by question."""
    if walk_list.version is None:
        return []
    script = walk_list.version.script
    return results.of(script, answers_in([walk_list.pk], script))


def notes_of(walk_list: WalkList, stream: Stream) -> list[tuple[str, LoggedEntry]]:
    """The newest notes on buildings, with the address; those that were taken back are gone."""
    found: dict[str, list[LoggedEntry]] = {}
    for part in sql_parts.parts(walk_list.addresses):
        for entry in LoggedEntry.objects.of(stream, part):
            found.setdefault(entry.key, []).append(entry)
    notes = []
    for entries in found.values():
        stand = {*rules.building(rules.logged(entry) for entry in entries).notes}
        notes += [entry for entry in entries if str(entry.pk) in stand]
    notes.sort(key=lambda entry: entry.at, reverse=True)
    return [(walk_list.addresses[entry.key], entry) for entry in notes[:NOTES]]
