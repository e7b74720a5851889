"""Put back what a line of a timeline says was changed: the one rule of undoing, and values under it.

What stands as the line left it goes back to as it was; what already is so needs nothing; the rest stays, and
is named to ``Undo.keep`` with the reason. A chunk is lines, newest first, of locked people.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.sql import bulk
from hustings.people.changes import journal
from hustings.people.persons import change_log, field_values
from hustings.people.persons.change_log import COLUMN, FIELD, STATUS
from hustings.people.persons.models import (
    Activity,
    Email,
    Field,
    FieldOption,
    FieldValue,
    Operation,
    Person,
)
from hustings.people.persons.models.persons import name_keys
from hustings.people.persons.refusals import Refused

CHANGED, CONFIRMED, TAKEN, GONE, PARTED = "changed", "confirmed", "taken", "gone", "parted"
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Undo:
    """The operation that is undone, its people by key, and who is told: person, target, value, reason."""

    operation: Operation
    people: Mapping[int, Person]
    keep: Callable[[int, str, Any, str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """A change to take back, and the line that keeps it."""

    line: Activity
    name: str
    old: Any
    new: Any

    @property
    def key(self) -> Key:
        """Whose it is, and its name within its table."""
        return self.line.person_id, self.name


Steps = Sequence[Step]
PutBack = Callable[[Steps, Undo], None]


@dataclass(frozen=True, slots=True)
class Table:
    """Changes of ``<name>.…`` in lines: how they go back, what one is called, reasons of its own to stay."""

    name: str
    put_back: PutBack
    label: Any = ""
    reasons: Mapping[str, Any] = field(default_factory=dict)


tables = Registry[Table]("changes.restore.tables", key=attrgetter("name"))


def put_back(lines: Iterable[Activity], of: Undo) -> None:
    """Take back all changes of these lines, a table at a time."""
    found: dict[str, list[Step]] = defaultdict(list)
    for line in lines:
        for change in change_log.of(line.data):
            found[change.table].append(Step(line, change.name, change.old, change.new))
    for table in tables.all():
        if steps := found.get(table.name):
            table.put_back(steps, of)


def values(
    steps: Steps,
    now: dict[Key, Any],
    keep: Callable[[Step, Any, str], None],
    refused: Callable[[Step], str] = lambda step: "",
) -> dict[Key, Any]:
    """Values to be set again, by the one rule; ``now`` is how they stand, and follows."""
    back: dict[Key, Any] = {}
    for step in steps:
        stands = now.get(step.key)
        if stands == step.old:
            continue
        if why := CHANGED if stands != step.new else refused(step):
            keep(step, stands, why)
        else:
            now[step.key] = back[step.key] = step.old
    return back


def columns(steps: Steps, of: Undo) -> None:
    """Columns of Person."""
    held = {one.name: one for one in Person._meta.concrete_fields}
    steps = [step for step in steps if step.name in held]
    now = {
        step.key: change_log.written(getattr(of.people[step.line.person_id], held[step.name].attname))
        for step in steps
    }
    back = values(
        steps, now, lambda step, stands, why: of.keep(*step.key, stands, why), _refused(steps, held)
    )
    for (pk, name), was in back.items():
        column = held[name]
        empty = "" if was is None and not column.null else was
        setattr(of.people[pk], column.attname, empty if column.remote_field else column.to_python(empty))
    _save([of.people[pk] for pk in {pk for pk, _name in back}], {name for _pk, name in back})


def _refused(steps: Steps, held: Mapping[str, Any]) -> Callable[[Step], str]:
    """Why a value can't come back: what it points to is gone, or somebody else has the number by now."""
    wanted: dict[str, set[Any]] = defaultdict(set)
    for step in steps:
        if step.old is not None and (held[step.name].remote_field or step.name == "external_id"):
            wanted[step.name].add(step.old)
    owners = dict(
        Person.objects.filter(external_id__in=wanted.pop("external_id", ())).values_list("external_id", "pk")
    )
    there = {
        name: set(held[name].related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for name, keys in wanted.items()
    }

    def why(step: Step) -> str:
        if step.old is not None and step.old not in there.get(step.name, {step.old}):
            return GONE
        is_taken = step.name == "external_id" and owners.get(step.old, step.key[0]) != step.key[0]
        return TAKEN if is_taken else ""

    return why


def _save(people: Iterable[Person], touched: set[str]) -> None:
    if not touched:
        return
    now, changed = timezone.now(), list(people)
    for person in changed:
        person.updated_at = now
        person.name_key, person.given_key = name_keys(person.given_name, person.family_name)
    if touched & {"given_name", "family_name"}:
        touched |= {"name_key", "given_key"}
    held = {one.name: one.attname for one in Person._meta.concrete_fields}
    names = [held[name] for name in sorted(touched | {"updated_at"})]
    bulk.update(Person, names, [(one.pk, *(getattr(one, name) for name in names)) for one in changed])


def fields(steps: Steps, of: Undo) -> None:
    """Fields of the campaign's; one that is gone by now needs nothing."""
    known = {one.slug: one for one in Field.objects.filter(slug__in={step.name for step in steps})}
    steps = [step for step in steps if step.name in known]
    found = FieldOption.objects.filter(field__in=known.values())
    options = {(option.field_id, option.slug): option for option in found}
    made: dict[Key, list[FieldValue]] = {}

    def refused(step: Step) -> str:
        try:
            made[step.key] = _rows(step.key[0], known[step.name], step.old, options)
        except (Refused, KeyError):  # its limits or its options have changed
            return GONE
        return ""

    back = values(
        steps,
        journal.field_values({step.key[0] for step in steps}, known),
        lambda step, stands, why: of.keep(step.key[0], f"{FIELD}.{step.name}", stands, why),
        refused,
    )
    people: dict[str, set[int]] = defaultdict(set)
    for pk, slug in back:
        people[slug].add(pk)
    for slug, pks in people.items():
        FieldValue.objects.filter(field=known[slug], person__in=pks).delete()
    FieldValue.objects.bulk_create([row for key in back for row in made[key]], batch_size=500)
    Person.objects.filter(pk__in={pk for pk, _slug in back}).update(updated_at=timezone.now())


def _rows(pk: int, of: Field, was: Any, options: Mapping[tuple[int, str], FieldOption]) -> list[FieldValue]:
    if was is None:
        return []
    if of.has_options:
        chosen = was if isinstance(was, list) else [was]
        return [FieldValue(person_id=pk, field=of, option=options[of.pk, slug]) for slug in chosen]
    return [FieldValue(person_id=pk, field=of, **of.columns(field_values.read(of, was)))]


def statuses(steps: Steps, of: Undo) -> None:
    """Statuses of addresses that are still there."""
    people, keys = {step.key[0] for step in steps}, {step.name for step in steps}
    held = {(row.person_id, row.key): row for row in Email.objects.filter(person__in=people, key__in=keys)}
    now: dict[Key, Any] = {key: row.status for key, row in held.items()}
    back = values(
        [step for step in steps if step.key in held],
        now,
        lambda step, stands, why: of.keep(step.key[0], "email", held[step.key].address, why),
    )
    for key, was in back.items():
        held[key].status = was
    Email.objects.bulk_update([held[key] for key in back], ["status"], batch_size=500)


VALUES = (Table(COLUMN, columns), Table(FIELD, fields), Table(STATUS, statuses))


def unbar(lines: Sequence[Activity]) -> None:
    """Open the own page again to addresses barred as a file told more of somebody of the same name."""
    moments = {(line.person_id, line.happened_at) for line in lines if line.data.get("barred")}
    if moments:
        people, days = {pk for pk, _day in moments}, {day for _pk, day in moments}
        barred = Email.objects.filter(Q(person__in=people), barred_at__in=days).order_by()
        rows = barred.values_list("pk", "person_id", "barred_at")
        mine = [pk for pk, person, day in rows if (person, day) in moments]
        Email.objects.filter(pk__in=mine).update(barred_at=None)
