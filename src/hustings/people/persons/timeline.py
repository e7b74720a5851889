"""The timeline of a person, from several tables as one list; apps above add ``sentences`` and ``sources``."""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from hustings.foundation.contributions import Registry
from hustings.people.persons import change_log
from hustings.people.persons.models import Activity, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Says = Callable[[Mapping[str, Any]], Any]
PAGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. ``names`` is the number of somebody named, ``nameless`` the same without the name.

    Of entries that are ``once`` alike a page shows the newest. ``edit`` is the key of a line to be undone.
    """

    happened_at: datetime
    kind: str
    sentence: str
    who: str = ""
    url: str = ""
    names: str = ""
    nameless: str = ""
    once: str = ""
    edit: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a page ends: newest first, ties by source and key."""

    happened_at: datetime
    source: str
    pk: int

    def __str__(self) -> str:
        return f"{self.happened_at.isoformat()} {self.source} {self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that ``str()`` wrote, or None where a visitor has changed it."""
        words = text.split(" ")
        if len(words) != 3 or not words[2].isascii() or not words[2].isdigit() or len(words[2]) > 18:
            return None
        try:
            moment = parse_datetime(words[0])
        except ValueError:
            return None
        return cls(moment, words[1], int(words[2])) if moment and moment.tzinfo else None


@dataclass(frozen=True, slots=True)
class Source:
    """A table with rows about people, indexed on person and moment, listed under filters ``groups``."""

    name: str
    rows: Callable[[Person], QuerySet[Any]]
    entry: Callable[[Any], Entry]
    moment: str = "happened_at"
    groups: frozenset[str] = field(default_factory=frozenset)

    def before(
        self, person: Person, place: Place | None, group: str, hidden: Collection[str], limit: int
    ) -> QuerySet[Any]:
        """The next ``limit`` rows after ``place``."""
        rows = self.rows(person)
        if group and not self.groups:
            rows = rows.filter(kind__startswith=f"{group}.")
        if hidden and not self.groups:
            rows = rows.exclude(kind__in=hidden)
        if place:
            same = Q(**{self.moment: place.happened_at})
            ties = same & Q(pk__lt=place.pk) if self.name == place.source else same
            earlier = Q(**{f"{self.moment}__lt": place.happened_at})
            rows = rows.filter(earlier if self.name > place.source else earlier | ties)
        return rows.order_by(f"-{self.moment}", "-pk")[:limit]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for one kind of activity: a text with ``%(word)s`` of their data, or ``says(data)``.

    ``names_another``: the data name somebody. ``is_once``: though chunks or parts of a record tell it.
    """

    kind: str
    says: "Says | StrOrPromise"
    names_another: bool = False
    is_once: bool = False

    def of(self, data: Mapping[str, Any]) -> str:
        return str(self.says(data) if callable(self.says) else str(self.says) % data)


class Group(NamedTuple):
    """A filter for the kinds that begin with ``name`` and a dot."""

    name: str
    label: Any


class Happening(NamedTuple):
    """A kind of activities that segments may ask for, called ``words``: “sign-up on the site”."""

    kind: str
    words: Any


Reader = Callable[[Sequence[Entry], Any], list[Entry]]
sentences = Registry[Sentence]("persons.timeline.sentences", key=attrgetter("kind"))
# Rows of other tables among the activities.
sources = Registry[Source]("persons.timeline.sources", key=attrgetter("name"))
groups = Registry[Group]("persons.timeline.groups", key=attrgetter("name"))
happened = Registry[Happening]("persons.timeline.happened", key=attrgetter("kind"))
# Each leaves out of sentences what ``user`` may not read: ``reader(entries, user)``.
readers = Registry[Reader]("persons.timeline.readers")


def happenings() -> list[tuple[str, Any]]:
    """The kinds of activities that one may ask for, with their words."""
    return list(happened.all())


def for_user(entries: Sequence[Entry], user: Any) -> list[Entry]:
    """Entries as ``user`` may read them."""
    found = list(entries)
    for reader in readers.all():
        found = reader(found, user)
    return found


def sentence(kind: str, data: Mapping[str, Any]) -> str:
    """An activity in words; the kind itself where no app knows it any more."""
    try:
        found = sentences.find(kind)
        return found.of(data) if found else kind
    except (AttributeError, FieldDoesNotExist, KeyError, TypeError, ValueError):  # of an older version
        return kind


def page(
    person: Person, *, group: str = "", after: str = "", size: int = PAGE, hidden: Collection[str] = ()
) -> tuple[list[Entry], str]:
    """The next entries, newest first, and the place to go on from, one query a source; not ``hidden``."""
    place = Place.read(after) if after else None
    streams = [_stream(source, person, place, group, hidden, size + 1) for source in sources.all()
               if not group or not source.groups or group in source.groups]  # fmt: skip
    merged = heapq.merge(*streams, key=lambda pair: pair[0], reverse=True)
    found = list(islice(merged, size + 1))
    more = str(found[size - 1][0]) if len(found) > size else ""
    return list(_told_once(entry for _place, entry in found[:size])), more


def _told_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    told: set[str] = set()
    for entry in entries:
        if entry.once not in told:
            yield entry
        if entry.once:
            told.add(entry.once)


def _stream(
    source: Source,
    person: Person,
    place: Place | None,
    group: str,
    hidden: Collection[str],
    limit: int,
) -> Iterator[tuple[Place, Entry]]:
    for row in source.before(person, place, group, hidden, limit):
        yield Place(getattr(row, source.moment), source.name, row.pk), source.entry(row)


def _of_activity(activity: Activity) -> Entry:
    who = str(activity.user) if activity.user else ""
    kind, data = activity.kind, activity.data
    reads = sentences.find(kind)
    once = f"{kind} {activity.operation_id}" if reads and reads.is_once else ""
    edit = activity.pk if change_log.is_edit(activity) else 0
    entry = Entry(activity.happened_at, kind, sentence(kind, data), who, once=once, edit=edit)
    if not (reads and reads.names_another):
        return entry
    nameless = sentence(kind, {key: value for key, value in data.items() if key != "name"})
    return replace(entry, names=data.get("uid", ""), nameless=nameless)


ACTIVITIES = Source("activity", lambda person: person.activities.select_related("user"), _of_activity)
