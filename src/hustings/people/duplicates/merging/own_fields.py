"""The campaign's own fields in a merge: the one's value or the other's, of several choices both."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from hustings.people.duplicates.merging import rows
from hustings.people.duplicates.merging.columns import ABSORBED, KEPT
from hustings.people.duplicates.merging.identity_marks import MANY
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


def settle(
    kept: Person, absorbed: Person, choices: Mapping[str, str], away: Collection[tuple[str, Any]]
) -> tuple[dict[str, Any], set[tuple[str, Any]]]:
    """Put away the kept one's values where the other's were chosen, by field; rows that are not wanted."""
    mine, theirs = of(kept), of(absorbed)
    chosen = {slug: choices.get(f"{FIELD}{slug}") for slug in theirs}
    unwanted = {*away}
    for slug, found in theirs.items():
        if chosen[slug] == KEPT and found[0].field.kind != MANY:
            unwanted |= {(NAME, row.pk) for row in found}
    lost = {}
    for slug, there in mine.items():
        comes = any((NAME, row.pk) not in unwanted for row in theirs.get(slug, ()))
        is_replaced = comes and chosen[slug] == ABSORBED and there[0].field.kind != MANY
        if is_replaced or (EMPTIED, slug) in away:
            held = FieldValue.objects.filter(pk__in=[row.pk for row in there])
            lost[f"{FIELD}{slug}"] = rows.take_away(held)
    return lost, unwanted


def replaced(steps: Mapping[str, Any]) -> set[str]:
    return {name.removeprefix(FIELD) for name in steps if name.startswith(FIELD)}


def put_back(kept: int, lost: Mapping[str, Any]) -> None:
    """Put back what had to go for the other's, where nothing stands there."""
    for tables in lost.values():
        for table, values in tables.items():
            for row in rows.read(table, values):
                if (
                    isinstance(row, FieldValue)
                    and not FieldValue.objects.filter(person=kept, field=row.field_id).exists()
                ):
                    rows.put_back(row)
