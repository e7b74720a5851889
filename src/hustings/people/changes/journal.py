"""Lines that an operation writes on timelines, from which it is undone: see ``persons.change_log``.

A person whom an operation made has a line of a kind that ``Kind.created`` names; it needs no changes.
``KEPT`` is the kind of those lines that say what an undo left alone, and why: see ``undo``.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.people.persons import change_log
from hustings.people.persons.models import Activity, FieldValue, Operation

KEPT = "operation.kept"
_COLUMNS = ["person", "kind", "happened_at", "user", "operation", "data"]


def write(operation: Operation, kind: str, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> int:
    """Add a line to the timelines of these people (key, data), as done by the operation's user now."""
    now = timezone.now()
    return bulk.insert(
        Activity, _COLUMNS, [(pk, kind, now, operation.user_id, operation.pk, data) for pk, data in rows]
    )


def field_values(people: Collection[int], slugs: Collection[str]) -> dict[tuple[int, str], Any]:
    """Written values of these fields by person and slug, in one query; options by their names in files."""
    found: dict[tuple[int, str], Any] = {}
    rows = FieldValue.objects.filter(person__in=people, field__slug__in=slugs)
    for row in rows.select_related("field", "option") if slugs else ():
        key = row.person_id, row.field.slug
        if row.option is None:
            found[key] = change_log.written(row.value)
        else:
            held = found.get(key, [])
            found[key] = change_log.written([*(held if isinstance(held, list) else [held]), row.option])
    return found
