"""Take back what an operation hung on people, under the rules of ``restoring``."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import models, transaction
from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.people.changes import journal
from hustings.people.changes.restore import CHANGED, CONFIRMED, GONE, Keep, People, added, remove
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import consent_chain
from hustings.people.persons.consent_chain import UNASKED, UNDONE
from hustings.people.persons.models import (
    Activity,
    Consent,
    ConsentEntry,
    Note,
    Operation,
    Phone,
    PostalAddress,
    Tag,
    Tagging,
)

DONE = "done"


def tags(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Tags put on, unless somebody put them on again; tags taken off."""
    mine = [each for each in activities if "tags" in each.data.get("added", {})]
    off = {(each.person_id, tag): each for each in mine for tag in each.data["added"]["tags"]}
    back = {
        (each.person_id, tag) for each in activities for tag in each.data.get("removed", {}).get("tags", ())
    }
    if not off and not back:
        return
    ids = {tag for _pk, tag in [*off, *back]}
    held = {
        (row.person_id, row.tag_id): row
        for row in Tagging.objects.filter(person__in={pk for pk, _tag in [*off, *back]}, tag__in=ids)
    }
    names = dict(Tag.objects.filter(pk__in=ids).values_list("pk", "name"))
    away = []
    for key, activity in off.items():
        row = held.get(key)
        if row and row.added_at > activity.happened_at:
            keep(key[0], "tags", names[key[1]], CHANGED)
        elif row:
            away.append(row.pk)
    remove(Tagging, away)
    now = timezone.now()
    missing = sorted(key for key in back - held.keys() if key[1] in names)
    bulk.insert(Tagging, ["person", "tag", "added_at"], [(pk, tag, now) for pk, tag in missing])
    for pk, tag in back - held.keys() - set(missing):
        keep(pk, "tags", str(tag), GONE)


def phones(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Numbers that were added, unless somebody has confirmed them since."""
    new = added(activities, "phones")
    rows = Phone.objects.filter(person__in=new, number__in={n for mine in new.values() for n in mine})
    away = []
    for row in rows if new else ():
        if row.number not in new[row.person_id]:
            continue
        if row.status == Phone.Status.CONFIRMED:
            keep(row.person_id, "phone", row.number, CONFIRMED)
        else:
            away.append(row.pk)
    remove(Phone, away)


def addresses(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Places that were added, unless they have been corrected or confirmed since."""

    def why(row: PostalAddress, marked: int) -> str:
        if row.status == PostalAddress.Status.CONFIRMED:
            return CONFIRMED
        return CHANGED if marked != address_mark(row.lines, row.postcode, row.city, row.country) else ""

    _marked(activities, "addresses", PostalAddress, why, keep)


def address_mark(lines: str, postcode: str, city: str, country: str) -> int:
    """The mark of an address in the journal."""
    return journal.mark(lines, postcode, city, country)


def notes(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Notes that were written, unless somebody has gone on writing."""
    _marked(
        activities, "notes", Note, lambda row, mark: CHANGED if mark != journal.mark(row.body) else "", keep
    )


def follow_ups(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Follow-ups, unless they are done by now."""
    _marked(activities, "follow_ups", FollowUp, lambda row, mark: DONE if row.done_at else "", keep)


def _marked(
    activities: Sequence[Activity],
    table: str,
    model: type[models.Model],
    why: Callable[[Any, int], str],
    keep: Keep,
) -> None:
    """Rows known by key, with the mark that their content had: {key: mark}, or [key] where there is none."""
    new = added(activities, table)
    marks = {int(key): (mine[key] if isinstance(mine, dict) else 0) for mine in new.values() for key in mine}
    away = []
    rows: Iterable[Any] = model._base_manager.filter(pk__in=marks) if marks else ()
    for row in rows:
        if row.person_id not in new:  # it is somebody else's by now
            continue
        if reason := why(row, marks[row.pk]):
            keep(row.person_id, table, str(row), reason)
        else:
            away.append(row.pk)
    remove(model, away)


class _Word(NamedTuple):
    given_at: Any
    pk: int
    is_given: bool
    wording: int | None
    source: str


def consents(operation: Operation, activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Answers that still stand: an entry repeats the one before, or a no from ``unasked:…`` for none."""
    asked = [
        (each.person_id, purpose, entry)
        for each in activities
        for purpose, entry in each.data.get("added", {}).get("consents", {}).items()
    ]
    if not asked:
        return
    pks = {pk for pk, _purpose, _entry in asked}
    stands = {
        (stand.person_id, stand.purpose): stand
        for stand in Consent.objects.filter(person__in=pks).select_related("entry")
    }
    words = _words(pks)
    ours = _entries_of(operation, pks)
    sources = {f"{UNDONE}{operation.pk}", f"{UNASKED}{operation.pk}"}
    changed: dict[tuple[int, str], tuple[Consent, _Word | None]] = {}
    for pk, purpose, entry in asked:
        stand = stands.get((pk, purpose))
        if stand is None:
            continue
        if stand.entry_id != entry and stand.entry_id not in ours and stand.entry.source not in sources:
            keep(pk, f"consent.{purpose}", stand.is_given, CHANGED)
            continue
        before = [
            word for word in words[pk, purpose]
            if word.source not in sources and not (word.pk in ours and word.pk >= entry)
        ]  # fmt: skip
        changed[pk, purpose] = stand, max(before, default=None)
    _answer(operation, changed, people)


def _words(pks: set[int]) -> dict[tuple[int, str], list[_Word]]:
    found: dict[tuple[int, str], list[_Word]] = defaultdict(list)
    rows = ConsentEntry.objects.filter(person__in=pks).order_by()
    for row in rows.values_list("person_id", "purpose", "given_at", "pk", "is_given", "wording_id", "source"):
        found[row[0], row[1]].append(_Word(*row[2:]))
    return found


def _entries_of(operation: Operation, pks: set[int]) -> set[int]:
    """All entries that the operation wrote about these people, also those taken back in an earlier chunk."""
    rows = Activity.objects.filter(person__in=pks, operation=operation).order_by()
    return {
        entry
        for data in rows.values_list("data", flat=True)
        for entry in data.get("added", {}).get("consents", {}).values()
    }


def _answer(
    operation: Operation,
    changed: Mapping[tuple[int, str], tuple[Consent, _Word | None]],
    people: People,
) -> None:
    now = timezone.now()
    keys = bulk.reserve_ids(ConsentEntry, len(changed))
    entries = []
    for pk, ((person, purpose), (stand, before)) in zip(keys, changed.items(), strict=True):
        source = f"{UNDONE if before else UNASKED}{operation.pk}"
        is_given = bool(before and before.is_given)
        entries.append(ConsentEntry(
            pk=pk, person_id=person, purpose=purpose, is_given=is_given, source=source,
            wording_id=before.wording if before else None, user=operation.undone_by,
            given_at=stand.entry.given_at, recorded_at=now, subject=people[person].uid,
            salt=consent_chain.salt(),
        ))  # fmt: skip
        stand.is_given, stand.entry_id = is_given, pk
    ConsentEntry.objects.bulk_create(entries, batch_size=500)
    Consent.objects.bulk_update([stand for stand, _before in changed.values()], ["is_given", "entry"], 500)
    transaction.on_commit(consent_chain.seal_waiting)
