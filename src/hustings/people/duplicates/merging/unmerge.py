"""A merge is taken back, also weeks later.

What was moved goes back, what was put away comes back; what came after goes to the one whose address it bears
(``laters``), else stays with the kept record.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from hustings.foundation.contributions import Registry
from hustings.people.duplicates.merging import (
    columns,
    current_consents,
    derived_rows,
    identity_marks,
    own_fields,
    pairs,
    relations,
    rows,
    topics,
)
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Activity, Email, Operation, Person, Phone
from hustings.people.persons.refusals import Refused

PARTED, RESTORED = "merge.parted", "merge.restored"
PERSON = "persons.person"


@dataclass(frozen=True, slots=True)
class Whose:
    """Identifiers ``since`` the merge: addresses, keys, numbers, postal addresses in one line."""

    since: datetime
    addresses: frozenset[str]
    keys: frozenset[str]
    phones: frozenset[str]
    places: frozenset[str]
    tags: frozenset[int]
    fields: frozenset[int]
    options: frozenset[int]


Bears = Callable[[QuerySet[Any], Whose], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Later:
    """Sharing of later rows of a relation (``delivery.delivery.person``): ``bears`` finds by address."""

    relation: str
    bears: Bears


laters = Registry[Later]("duplicates.merging.unmerge.laters", key=attrgetter("relation"))


@dataclass(slots=True)
class Parted:
    """Result of a parting: columns and rows that stay, purposes (noes) and topics (outs) repeated."""

    person: Person
    stays: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)
    later: dict[str, int] = field(default_factory=dict)
    noes: list[str] = field(default_factory=list)
    outs: list[dict[str, str]] = field(default_factory=list)


def whose(merge: Merge) -> Whose:
    """How the absorbed one is known: as on the day of the merge, and by what it brought that is there."""
    emails = Email.objects.filter(pk__in=merge.moved.get("persons.email.person", ()), person=merge.kept_id)
    numbers = Phone.objects.filter(pk__in=merge.moved.get("persons.phone.person", ()), person=merge.kept_id)
    both = {row["fields"]["number"] for row in merge.record.get("persons.phone", ())}  # no one's by it
    found = list(emails.values_list("address", "key"))
    now = {
        "addresses": [address for address, _key in found],
        "keys": [key for _address, key in found],
        "numbers": [number for number in numbers.values_list("number", flat=True) if number not in both],
    }
    marks = {name: frozenset(values) for name, values in identity_marks.together(merge.known, now).items()}
    return Whose(
        merge.merged_at,
        marks["addresses"],
        marks["keys"],
        marks["numbers"],
        marks["places"],
        marks["tags"],
        marks["fields"],
        marks["options"],
    )


def came_after(merge: Merge) -> dict[str, "QuerySet[Any]"]:
    """For each relation what bears the absorbed one's address and was not moved: it would go to them."""
    mark = whose(merge)
    found = {}
    for later in laters.all():
        name, bears = later.relation, later.bears
        relation = relations.named(name)
        if relation and any((mark.keys, mark.phones, mark.places, mark.tags, mark.fields, mark.options)):
            mine = relation.rows.filter(**{relation.column: merge.kept_id})
            found[name] = bears(mine, mark).exclude(pk__in=merge.moved.get(name, ()))
    return found


class AlreadyParted(Refused):
    """Somebody was quicker."""


def part(merge: Merge, kept: Person, user: Any) -> Parted:
    """For good, in the caller's transaction with both rows locked; ``kept`` is the merge's."""
    done = separate(merge, kept)
    absorbed = done.person
    if own := columns.own_names(kept, merge.replaced, merge.merged_at):
        kept.save()
        done.stays = [column for column in done.stays if column not in own]
    pairs.call_two(kept.pk, absorbed.pk, user)
    unbar(merge, kept.pk, absorbed.pk)
    done.noes = current_consents.repeat_noes(merge, kept, absorbed, user)
    done.outs = topics.repeat_outs(merge, kept, absorbed, user)
    write(merge, kept, done, user)
    return done


def unbar(merge: Merge, *people: int) -> None:
    Email.objects.filter(person__in=people, barred_at=merge.merged_at).update(barred_at=None)


def separate(merge: Merge, kept: Person) -> Parted:
    """Two records again, as they were, with what came after shared out; nothing is said of it yet."""
    later = {name: list(found.values_list("pk", flat=True)) for name, found in came_after(merge).items()}
    gone = {name: step for name, step in merge.replaced.items() if name.startswith(own_fields.FIELD)}
    absorbed = _restored(merge)
    for name, keys in merge.moved.items():
        if relation := relations.named(name):
            relations.move(relation, keys, of=kept.pk, to=absorbed.pk)
    columns_ = {name: step for name, step in merge.replaced.items() if name not in gone}
    done = Parted(absorbed, *columns.restore(kept, columns_))
    kept.save()
    if not _number_back(merge, absorbed):
        done.empty.append("external_id")
    pairs.part(merge.moved.get(pairs.MADE, []), merge.merged_at)
    _put_back(merge, done)
    _hand_over(later, kept.pk, absorbed.pk, done)
    own_fields.put_back(kept.pk, gone)
    derived_rows.read_anew(kept.pk, absorbed.pk)
    return done


def _restored(merge: Merge) -> Person:
    """The absorbed record under its old key, for the moment without its number of ours, which is unique."""
    (person,) = rows.read(PERSON, merge.record[PERSON])
    assert isinstance(person, Person)
    person.external_id = None
    if not rows.put_back(person):
        raise ValueError(f"person {person.pk} is there already")
    return Person.objects.get(pk=person.pk)


def _number_back(merge: Merge, absorbed: Person) -> bool:
    """Its number of ours, unless it is somebody else's by now: False."""
    number = merge.record[PERSON][0]["fields"]["external_id"]
    if number and Person.objects.filter(external_id=number).exists():
        return False
    absorbed.external_id = number
    absorbed.save(update_fields=["external_id"])
    return True


def _put_back(merge: Merge, done: Parted) -> None:
    for table, kept in merge.record.items():
        if table == PERSON:
            continue
        missing = sum(not rows.put_back(row) for row in rows.read(table, kept))
        if missing and table != pairs.MADE:
            done.lost[table] = missing


def _hand_over(later: dict[str, list[Any]], kept: int, absorbed: int, done: Parted) -> None:
    for name, keys in later.items():
        relation = relations.named(name)
        if not relation or not keys:
            continue
        held = relations.rows_of(relation, [kept, absorbed])
        wanted = [row for row in held.get(kept, ()) if row.pk in set(keys)]
        free, _barred = relations.apart(relation, wanted, held.get(absorbed, ()))
        if moved := relations.move(relation, free, of=kept, to=absorbed):
            done.later[name] = len(moved)


def write(
    merge: Merge,
    kept: Person,
    done: Parted,
    user: Any,
    operation: Operation | None = None,
    gone: Collection[int] = (),
) -> None:
    told = {
        "merge": merge.pk, "stays": done.stays, "empty": done.empty, "lost": done.lost, "later": done.later,
        "noes": done.noes, "outs": done.outs,
    }  # fmt: skip
    for person, other, kind in [(kept, done.person, PARTED), (done.person, kept, RESTORED)]:
        if person.pk not in gone:
            named = {"is_gone": True} if other.pk in gone else {"name": str(other), "uid": str(other.uid)}
            data = {**told, **named}
            Activity.objects.create(person=person, kind=kind, user=user, operation=operation, data=data)
