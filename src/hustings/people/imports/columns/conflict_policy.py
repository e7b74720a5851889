"""Conflict policy: who is right where file and record differ, for the whole file or for single columns."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_datetime

from hustings.people.imports.columns.options import CREATED, FILE_WINS, IF_EMPTY, NEWEST, OURS_WINS, Options
from hustings.people.persons import change_log
from hustings.people.persons.models import Activity

MANY = {"email", "phone", "address", "tags", "note"}  # of these somebody may have several
NEVER = {
    "uid",
    "consent",
    "refusal",
    "topic",
    "topics",
    "topics_out",
    "consent_on",
    "email_status",
    "email_bad",
    "changed_at",
}  # have own rules


class ConflictPolicy:
    """``how(thing)``: a thing is a column of Person, ``field.<slug>``, or one of ``MANY``."""

    def __init__(self, mapping: Sequence[str], options: Options) -> None:
        self.whole = options.wins
        self.chosen: dict[str, str] = {}
        for at, target in enumerate(mapping):
            if how := options.wins_by.get(str(at)):
                for thing in things(target):
                    self.chosen.setdefault(thing, how)
        if "address" in self.chosen:  # from which the territory is told, unless a column says it
            self.chosen.setdefault("zone", self.chosen["address"])
        self.is_file = self.whole == FILE_WINS and not self.chosen  # for all there is
        self.asks_for_dates = NEWEST in {self.whole, *self.chosen.values()}

    def how(self, thing: str) -> str:
        """Who wins. What there may be several of is added, unless it was said for that column or we win."""
        if found := self.chosen.get(thing):
            return found
        return FILE_WINS if thing in MANY and self.whole in {IF_EMPTY, NEWEST} else self.whole

    def may_add(self, thing: str, *, is_known: bool, has_some: bool) -> bool:
        """Whether one more of ``MANY`` is taken in."""
        if self.is_file:
            return True
        how = self.how(thing)
        return not ((how == OURS_WINS and is_known) or (how == IF_EMPTY and has_some))


def things(target: str) -> list[str]:
    """What a column decides about."""
    first = target.partition(".")[0]
    if first == "name":
        return ["given_name", "family_name"]
    return [] if not target or first in NEVER else [target if first in {"field", "new"} else first]


def since(people: Collection[int], import_id: int) -> dict[int, dict[str, dt.datetime]]:
    """For each person when each thing was last changed, as their timeline tells; "" is when they came in."""
    found: dict[int, dict[str, dt.datetime]] = {pk: {} for pk in people}
    told = Activity.objects.filter(person__in=list(people)).order_by("happened_at", "pk")
    for pk, kind, moment, data in told.values_list("person_id", "kind", "happened_at", "data"):
        if data.get("import") == import_id:
            continue  # an earlier line of this file
        for thing in _changed(kind, data):
            found[pk][thing] = moment
    return found


def _changed(kind: str, data: Mapping[str, Any]) -> list[str]:
    return [""] if kind == CREATED else [change.target for change in change_log.of(data)]


def is_newer(ours: Mapping[str, dt.datetime], known_since: Any, thing: str, of_file: dt.datetime) -> bool:
    last = ours.get(thing) or max(filter(None, [ours.get(""), _moment(known_since)]), default=None)
    return last is not None and last > of_file


def _moment(value: Any) -> dt.datetime | None:
    return parse_datetime(value) if isinstance(value, str) else value
