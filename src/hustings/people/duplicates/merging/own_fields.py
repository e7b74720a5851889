"""The campaign's own fields in a merge: the one's value or the other's, of several choices both."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from hustings.people.duplicates.merging import identity_marks, rows
from hustings.people.duplicates.merging.columns import ABSORBED, KEPT
from hustings.people.persons.models import FieldValue, Person

NAME = "persons.fieldvalue.person"
FIELD = "field."
EMPTIED = "persons.fieldvalue.emptied"  # with a field's name, in ``away``: the kept one's value goes as well
Values = dict[str, list[FieldValue]]


def of(person: Person) -> Values:
    """The rows of each field, by its name in files."""
    found: Values = defaultdict(list)
    for row in FieldValue.objects.filter(person=person).select_related("field", "option").order_by("pk"):
        found[row.field.slug].append(row)
    return found


def join(
    kept: Person,
    absorbed: Person,
    choices: Mapping[str, str],
    record: rows.Kept,
    moved: dict[str, list[Any]],
    away: Collection[tuple[str, Any]] = (),
) -> dict[str, Any]:
    """Move what is kept, put away the rest and ``away``; what went from the kept record, by field."""
    mine, theirs = of(kept), of(absorbed)
    lost: dict[str, Any] = {}
    for slug, found in theirs.items():
        there = mine.get(slug, [])
        values = [row for row in found if (NAME, row.pk) not in away]
        if not values:
            continue
        if values[0].field.kind == identity_marks.MANY:
            chosen = {row.option_id for row in there}
            values = [row for row in values if row.option_id not in chosen]
        elif choices.get(f"{FIELD}{slug}", KEPT if there else ABSORBED) != ABSORBED:
            continue
        elif there:
            lost[f"{FIELD}{slug}"] = rows.take_away(
                FieldValue.objects.filter(pk__in=[row.pk for row in there])
            )
        keys = [row.pk for row in values]
        FieldValue.objects.filter(pk__in=keys).update(person=kept)
        moved.setdefault(NAME, []).extend(keys)
    for slug, there in mine.items():
        if (EMPTIED, slug) in away:
            keys = [row.pk for row in there]
            lost[f"{FIELD}{slug}"] = rows.take_away(FieldValue.objects.filter(pk__in=keys))
    rows.add(record, rows.take_away(FieldValue.objects.filter(person=absorbed)))
    return lost


def replaced(steps: Mapping[str, Any]) -> set[str]:
    return {name.removeprefix(FIELD) for name in steps if name.startswith(FIELD)}


def part(
    kept: int, absorbed: int, keys: list[Any], lost: Mapping[str, Any], marks: Mapping[str, list[Any]]
) -> None:
    """Move them back where they still are, then put back what had to go for them."""
    written = Q(field__in=marks.get("fields", ())) | Q(option__in=marks.get("options", ()))
    FieldValue.objects.filter(Q(pk__in=keys) | written, person=kept).update(person=absorbed)
    for tables in lost.values():
        for table, values in tables.items():
            for row in rows.read(table, values):
                if isinstance(row, FieldValue) and not _has(kept, row):
                    rows.put_back(row)


def _has(person: int, row: FieldValue) -> bool:
    return FieldValue.objects.filter(person=person, field=row.field_id).exists()
