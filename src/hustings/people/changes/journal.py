"""The journal: what an operation did to each person, kept in the timeline so that it can be undone.

An Activity whose ``operation`` is set holds in ``data``, beside the words that the timeline shows:

- ``was`` and ``now``: target -> value before and after. Targets are columns of Person (``given_name``,
  ``zone``, ``no_calls_since``), ``field.<slug>`` and ``email.<key>`` (its status). Values are ``written``.
- ``added``: what was added, by table: ``emails`` {key: status}, ``phones`` [number], ``addresses`` and
  ``notes`` {id: mark of the content}, ``tags`` and ``follow_ups`` [id], ``consents`` {purpose: entry},
  ``topics`` {topic: answer}.
- ``removed``: ``tags`` [id].

A person whom an operation made has an activity of a kind that ``Kind.created`` names; it needs none of these.
``KEPT`` is the kind of those activities that say what an undoing left alone, and why: see ``undoing``.
"""

import datetime as dt
import zlib
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.people.persons.models import Activity, Field, FieldOption, FieldValue, Operation

KEPT = "operation.kept"
FIELD, EMAIL = "field.", "email."
KEYED = frozenset({"zone", "owner", "recruiter", "household"})  # columns that hold another row's key
_COLUMNS = ["person", "kind", "happened_at", "user", "operation", "data"]


def written(value: Any) -> Any:
    """A value as the journal keeps it: ISO for days and moments, plain numbers, keys as numbers."""
    if value is None or isinstance(value, (bool, int, str, list)):
        return value
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, FieldOption):
        return value.slug
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def field_value(value: Any) -> Any:
    """The typed value of a field as the journal keeps it; see ``field_values``."""
    if not isinstance(value, list):
        return written(value)
    chosen = sorted(option.slug for option in value)
    return chosen[0] if len(chosen) == 1 else chosen


def mark(*parts: str) -> int:
    """A number by which a text is known again, so that the journal need not hold it a second time."""
    return zlib.crc32("\x1f".join(parts).encode())


def write(operation: Operation, kind: str, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> int:
    """Add a line to the timelines of these people (key, data), as done by the operation's user now."""
    now = timezone.now()
    return bulk.insert(
        Activity, _COLUMNS, [(pk, kind, now, operation.user_id, operation.pk, data) for pk, data in rows]
    )


def field_values(people: Collection[int], slugs: Collection[str]) -> dict[int, dict[str, Any]]:
    """Written values of these fields for each person, in one query; choices by their names in files."""
    found: dict[int, dict[str, Any]] = {pk: {} for pk in people}
    if not slugs:
        return found
    rows = FieldValue.objects.filter(person__in=people, field__slug__in=slugs).select_related(
        "field", "option"
    )
    for row in rows:
        mine, slug = found[row.person_id], row.field.slug
        if row.option is None:
            mine[slug] = row_value(row)
        else:
            chosen = sorted([*_as_list(mine.get(slug)), row.option.slug])
            mine[slug] = chosen[0] if len(chosen) == 1 else chosen
    return found


def _as_list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def row_value(row: FieldValue) -> Any:
    """What one row without a choice holds: text, a plain number, an ISO day, yes or no; needs ``field``."""
    value = row.date if row.date is not None else row.number if row.number is not None else row.text
    return bool(value) if row.field.kind == Field.Kind.YES_NO else written(value)
