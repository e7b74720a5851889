"""Merges on a record: whose other record it may be, and what it took in."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTransform

from hustings.people.duplicates.merging import pairs
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Activity, Person

SHOWN = 5


def now_in(uid: UUID) -> UUID | None:
    """The record that took in the one of this number, so that old links lead on."""
    merge = Merge.objects.filter(absorbed_uid=uid, undone_at=None).select_related("kept").first()
    return merge.kept.uid if merge else None


def put_away(table: str, pk: int) -> tuple[int, dict[str, Any]] | None:
    """Who holds a row that had to go in a merge, since they had one like it; and what it held."""
    return all_put_away(table, {pk}).get(pk)


def all_put_away(table: str, pks: Collection[int]) -> dict[int, tuple[int, dict[str, Any]]]:
    """The same for many rows that come from outside, read through the merges with such rows."""
    if not pks:
        return {}
    held = Merge.objects.filter(undone_at=None, record__has_key=table).annotate(
        rows=KeyTransform(table, "record")
    )
    return {
        row["pk"]: (kept, row["fields"])
        for kept, rows in held.order_by().values_list("kept_id", "rows").iterator(500)
        for row in rows
        if row["pk"] in pks
    }


def parts(lines: Collection[Activity]) -> dict[int, Person]:
    """Of lines of timelines (keys) that came with a record which was taken in: that record as it was."""
    merges = Merge.objects.filter(kept__in={line.person_id for line in lines}, undone_at=None)
    rows = merges.order_by("-pk").values_list(
        KeyTransform("persons.activity.person", "moved"), KeyTransform("persons.person", "record")
    )
    found: dict[int, Person] = {}
    keys = {line.pk for line in lines}
    for moved, records in rows.iterator(500):  # of a part of a part the inmost is what they were
        for pk in keys.intersection(moved or ()):
            names = {name: records[0]["fields"][name] for name in ("given_name", "family_name", "uid")}
            found[pk] = Person(**names)
    return found


def of_record(person: Person, user: Any) -> dict[str, Any]:
    """For the record page: likely other records, and whether it took one in."""
    found = pairs.of(person, user).exclude(certainty="possible").select_related("first", "second")
    rows = found.order_by("-score", "pk")[:SHOWN]
    return {
        "others": [row.second if row.first_id == person.pk else row.first for row in rows],
        "has_merges": Merge.objects.filter(kept=person, undone_at=None).exists(),
    }
