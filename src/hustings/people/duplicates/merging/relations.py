"""All that points to people, found by walking the models of every app."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, models

from hustings.people.persons.models import Field, Person

# These have rules of their own: see current_consents, topics, pairs.
OWN_RULES = frozenset(
    {
        "persons.consent.person",
        "duplicates.duplicate.first",
        "duplicates.duplicate.second",
        "persons.topicstand.person",
    }
)


# Rows that are alike in more than a constraint says: one value of a field, unless it has several options.
_ALIKE: dict[str, tuple[tuple[str, ...], ...]] = {
    "persons.fieldvalue.person": (("field", "chosen"),),
    "persons.postaladdress.person": (("lines", "postcode", "city", "country"),),
}
_CHOSEN = models.Case(
    models.When(field__kind=Field.Kind.CHOICES, then=models.F("option")),
    default=models.Value(0),
    output_field=models.BigIntegerField(),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A column that holds a person's key; ``unique`` are the columns whose values a person has but once.

    ``conditions`` stand beside them: rows of which one doesn't hold are free.
    """

    model: type[models.Model]
    column: str
    unique: tuple[tuple[str, ...], ...]
    conditions: tuple[models.Q | None, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """As ``Merge.moved`` keeps it."""
        return f"{self.model._meta.label_lower}.{self.column}"

    @property
    def rows(self) -> "models.QuerySet[Any]":
        return self.model._base_manager.order_by()

    @property
    def others(self) -> tuple[str, ...]:
        """All columns of ``unique``, once each."""
        return tuple(dict.fromkeys(name for names in self.unique for name in names))


@dataclass(frozen=True, slots=True)
class Row:
    """A row's key, and what it holds in ``Relation.others``."""

    pk: Any
    values: Mapping[str, Any]

    def marks(self, relation: Relation) -> set[tuple[Any, ...]]:
        """What no other row of the same person may hold; nulls are never alike."""
        found = set()
        for at, names in enumerate(relation.unique):
            if self.values.get(_holds(at), True) is None:
                continue
            values = tuple(
                value.casefold() if isinstance(value, str) else value
                for value in (self.values[name] for name in names)
            )
            if None not in values:
                found.add((at, *values))
        return found


Held = Mapping[Relation, Mapping[int, Sequence[Row]]]


@cache
def every() -> tuple[Relation, ...]:
    """All of them, but for those with rules of their own."""
    found = []
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            field: Any = relation.remote_field
            alike = _ALIKE.get(f"{field.model._meta.label_lower}.{field.name}")
            unique = dict.fromkeys(alike) if alike else _unique(field)
            found.append(Relation(field.model, field.name, tuple(unique), tuple(unique.values())))
    return tuple(one for one in found if one.name not in OWN_RULES)


def named(name: str) -> Relation | None:
    """The relation that ``Merge.moved`` calls so; None where its app is gone."""
    return next((one for one in every() if one.name == name), None)


def _unique(field: Any) -> dict[tuple[str, ...], models.Q | None]:
    """Columns that no two rows of a person share, and the condition under which; in order."""
    meta = field.model._meta
    sets: list[tuple[tuple[str, ...], models.Q | None]] = [
        (tuple(names), None) for names in meta.unique_together
    ]
    rules = [one for one in meta.constraints if isinstance(one, models.UniqueConstraint)]
    sets += [(tuple(one.fields), one.condition) for one in rules]
    sets += [((field.name,), None)] if field.unique else []
    found: dict[tuple[str, ...], list[models.Q | None]] = defaultdict(list)
    for names, condition in sets:
        if field.name in names:
            found[tuple(name for name in names if name != field.name)].append(condition)
    # the same columns under several conditions: as if they held always
    return {names: only[0] if len(only) == 1 else None for names, only in sorted(found.items())}


def _holds(at: int) -> str:
    return f"holds_{at}"


def held(absorbed: Collection[int], kept: Collection[int]) -> Held:
    """What points to these people; to those kept only what may stand in the way."""
    found: dict[Relation, dict[int, list[Row]]] = {relation: defaultdict(list) for relation in every()}
    for at, pk, person in _keys(absorbed):
        found[every()[at]][person].append(Row(pk, {}))
    for relation, mine in found.items():
        if relation.unique and mine:
            found[relation] = rows_of(relation, [*absorbed, *kept])
    return found


def rows_of(relation: Relation, people: Collection[int]) -> dict[int, list[Row]]:
    """What points to these people, with all that may stand in the way."""
    rows = relation.rows.filter(**{f"{relation.column}__in": people})
    if "chosen" in relation.others:
        rows = rows.annotate(chosen=_CHOSEN)
    holds = {
        _holds(at): models.Case(models.When(condition, then=1), output_field=models.IntegerField())
        for at, condition in enumerate(relation.conditions)
        if condition
    }
    names = (*relation.others, *holds)
    mine: dict[int, list[Row]] = defaultdict(list)
    read = rows.annotate(**holds).values_list("pk", f"{relation.column}_id", *names)
    for pk, person, *values in read:
        mine[person].append(Row(pk, dict(zip(names, values, strict=True))))
    return mine


def _keys(people: Collection[int]) -> list[tuple[int, Any, int]]:
    """The place of each relation, a row's key, and whose it is: one query, not thirty to compile."""
    if not people:
        return []
    quote, marks = connection.ops.quote_name, ", ".join(["%s"] * len(people))
    asked = []
    for at, relation in enumerate(every()):
        meta: Any = relation.model._meta
        column, key = quote(meta.get_field(relation.column).column), quote(meta.pk.column)
        table = quote(meta.db_table)
        asked.append(f"SELECT {at}, {key}, {column} FROM {table} WHERE {column} IN ({marks})")  # noqa: S608 - quoted
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), [*people] * len(asked))
        return list(cursor.fetchall())


def apart(relation: Relation, rows: Iterable[Row], there: Iterable[Row]) -> tuple[list[Any], list[Any]]:
    """Keys of those of ``rows`` that may go where ``there`` are, and of those that may not."""
    taken = {mark for row in there for mark in row.marks(relation)}
    free: list[Any] = []
    barred: list[Any] = []
    for row in rows:
        (barred if row.marks(relation) & taken else free).append(row.pk)
    return free, barred


def move(relation: Relation, keys: Sequence[Any], *, of: int, to: int) -> list[Any]:
    """Have the rows of these keys that are ``of`` somebody belong ``to`` another; returns which did."""
    rows = relation.rows.filter(pk__in=keys, **{relation.column: of})
    there = list(rows.values_list("pk", flat=True)) if keys else []
    if there:
        relation.rows.filter(pk__in=there).update(**{relation.column: to})
    return there
