"""Present and past identities, for old files may hold any; read once, before they are erased."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models.fields.json import KeyTransform

from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Activity, Email, Person, Phone
from mailguard.identifiers import addresses

_TOLD = {
    "person.email_added": "address",
    "person.email_removed": "address",
    "person.phone_added": "number",
    "person.phone_removed": "number",
}  # kinds of lines that name an address or a number, and where
_TABLES = {"person": "persons.person", "email": "persons.email", "phone": "persons.phone"}
Marks = dict[int, set[str]]


class Identity(NamedTuple):
    """What one record says, or said on the day of a merge. ``person`` is the key of the one that is here."""

    person: int
    uid: str
    external_id: str | None
    born_on: str | None
    given_name: str
    family_name: str
    name_key: str
    given_key: str


_COLUMNS = Identity._fields[1:]


class Identities:
    """Identities of some people, in four queries; none that is somebody else's e-mail by now.

    ``halves`` are the keys that records had before they were taken in.
    """

    def __init__(self, people: Collection[int]) -> None:
        self.all: list[Identity] = []
        self.emails: dict[int, dict[str, str]] = defaultdict(dict)
        self.phones: Marks = defaultdict(set)
        self.halves: set[int] = set()
        self._gone: Marks = defaultdict(set)
        for person, name, mark in _told(people):
            self._add(person, name, mark)
        self._read_records(people)
        self._read_merges(people)
        self._add_gone(people)
        for person, number in (
            Phone.objects.filter(person__in=people).order_by().values_list("person_id", "number")
        ):
            self.phones[person].add(number)

    def _add(self, person: int, name: str, mark: str) -> None:
        (self.phones if name == "number" else self._gone)[person].add(mark)

    def _read_records(self, people: Collection[int]) -> None:
        rows = Person.objects.filter(pk__in=people).order_by().values_list("pk", *_COLUMNS)
        for pk, uid, external_id, born_on, *names in rows:
            self.all.append(Identity(pk, str(uid), external_id, born_on and born_on.isoformat(), *names))

    def _read_merges(self, people: Collection[int]) -> None:
        """Each half as it was taken in; and the kept one as it was before, from the newest merge back."""
        now = {one.person: one for one in self.all}
        merges = Merge.objects.filter(kept__in=people, undone_at=None).order_by("-pk")
        tables = {name: KeyTransform(label, "record") for name, label in _TABLES.items()}
        rows = merges.values_list("kept_id", "absorbed_id", "replaced", "known", *tables.values())
        for kept, absorbed, replaced, known, records, emails, phones in rows:
            self.halves.add(absorbed)
            self.all += [Identity(kept, *_values(row["fields"])) for row in records or ()]
            before = {name: replaced[name]["was"] for name in _COLUMNS if name in replaced}
            if before:
                now[kept] = now[kept]._replace(**_texts(before))
                self.all.append(now[kept])
            self._gone[kept].update(known.get("addresses", ()), _held(emails, "address"))
            self.phones[kept].update(known.get("numbers", ()), _held(phones, "number"))

    def _add_gone(self, people: Collection[int]) -> None:
        read = {person: _keys(texts) for person, texts in self._gone.items()}
        asked = {key for found in read.values() for key in found}
        others = Email.objects.filter(key__any_of=asked).exclude(person__in=people).order_by()
        taken = set(others.values_list("key", flat=True)) if asked else set()
        for person, found in read.items():
            self.emails[person] = {key: text for key, text in found.items() if key not in taken}
        theirs = Email.objects.filter(person__in=people).order_by()
        for person, address, key in theirs.values_list("person_id", "address", "key"):
            self.emails[person][key] = address


def _told(people: Collection[int]) -> Iterator[tuple[int, str, str]]:
    lines = Activity.objects.filter(person__in=people, kind__in=list(_TOLD)).order_by()
    for person, kind, data in lines.values_list("person_id", "kind", "data"):
        if mark := data.get(_TOLD[kind]):
            yield person, _TOLD[kind], mark


def _values(fields: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(fields[name] for name in _COLUMNS)


def _texts(before: Mapping[str, Any]) -> dict[str, Any]:
    """As a record holds them: a name that was not there is an empty text."""
    return {
        name: value if value is not None or name in {"external_id", "born_on"} else ""
        for name, value in before.items()
    }


def _held(rows: Collection[Mapping[str, Any]] | None, name: str) -> Iterator[str]:
    return (row["fields"][name] for row in rows or ())


def _keys(texts: Collection[str]) -> dict[str, str]:
    return {key: text for text in texts if (key := addresses.key_of(text))}
