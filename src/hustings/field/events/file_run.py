"""The run of a file of dates, forth or back. Each start compares anew, so a killed run goes on."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.field.events import file_changes
from hustings.field.events.file_changes import Step
from hustings.field.events.models import AgendaPage, Event, EventImport, ImportedEvent
from hustings.foundation.territories import file_imports
from hustings.foundation.territories.file_imports import Told
from hustings.foundation.territories.models import Zone
from hustings.site.website import listings
from hustings.site.website.serving import site_version

State = EventImport.State
CHUNK = 250
_UNWRITTEN = {  # by people, as what a date says
    "id", "uid", "sequence", "over_at", "words", "user", "created_at", "changed_at", "shown_at",
}  # fmt: skip


def run(import_id: int, told: Told | None = None) -> None:
    """Do what is left of one file, or of its undoing. ``told`` hears after each chunk."""
    file_imports.run(EventImport, import_id, _write, _take_back, told)


def _write(imported: EventImport, told: Told | None) -> None:
    steps = file_changes.plan(imported).steps
    for start in range(0, len(steps), CHUNK):
        chunk = steps[start : start + CHUNK]
        _write_chunk(imported, chunk)
        if told:
            told(len(chunk))
    if imported.are_shown:
        listings.begin(AgendaPage, imported.user)
    file_imports.done(imported, State.RUNNING, State.DONE)


@transaction.atomic
def _write_chunk(imported: EventImport, steps: Sequence[Step]) -> None:
    current, now = file_imports.locked(imported, State.RUNNING), timezone.now()
    zones = Zone.objects.defer("shape").in_bulk({step.row.values.get("zone_id") or 0 for step in steps})
    journal, new = [], []
    there = _as_they_are(steps)
    for planned in steps:
        step = file_changes.held_again(planned, there.get(planned.found.pk) if planned.found else None)
        if step.found is not None and not step.after:
            continue  # somebody has made it what the file says
        made = Event(user=imported.user, shown_at=now if imported.are_shown else None)
        event = step.found or made
        if zone := zones.get(step.after.get("zone_id", 0)):
            event.zone = zone
        file_changes.fill(event, step.after)
        if step.found is None:
            new.append(event)
        else:
            event.sequence, event.changed_at = event.sequence + 1, now
            event.save()
        before = None if step.found is None else step.before
        journal.append(ImportedEvent(imported=imported, event=event, before=before, after=step.after))
    Event.objects.bulk_create(new)
    ImportedEvent.objects.bulk_create(journal, ignore_conflicts=True)
    EventImport.objects.filter(pk=imported.pk).update(n_done=current.n_done + len(steps))
    site_version.renew()


def _as_they_are(steps: Sequence[Step]) -> dict[int, Event]:
    """The dates of a chunk as they are now, and nobody else's until it is written."""
    rows = Event.objects.select_for_update(of=("self",)).select_related("zone").defer("zone__shape")
    return rows.in_bulk([step.found.pk for step in steps if step.found])


def _take_back(imported: EventImport, told: Told | None) -> None:
    file_imports.take_back(imported, _take_back_chunk, told)


@transaction.atomic
def _take_back_chunk(imported: Any) -> int:
    """Newest first; what somebody has changed since stays, and is counted."""
    current = file_imports.locked(imported, State.UNDOING)
    rows = imported.journal.select_for_update(of=("self", "event")).select_related("event__zone")
    lines = list(rows.defer("event__zone__shape").order_by("-pk")[:CHUNK])
    gone = [line.event_id for line in lines if line.before is None and _is_as_made(line)]
    back = {*gone, *(line.event_id for line in lines if line.before is not None and _put_back(line))}
    kept = [line.event.title for line in lines if line.event_id not in back]
    ImportedEvent.objects.filter(pk__in=[line.pk for line in lines]).delete()
    Event.objects.filter(pk__in=gone).delete()
    file_imports.note_taken_back(current, kept=kept, n_back=len(back), n_lines=len(lines))
    site_version.renew()
    return len(lines)


def _is_as_made(line: ImportedEvent) -> bool:
    made = Event()
    file_changes.fill(made, line.after)
    return file_imports.is_as_made(line.event, made, but=_UNWRITTEN)


def _put_back(line: ImportedEvent) -> bool:
    """Give fields that still hold what the file said the values from before; whether all could be."""
    event, before = line.event, line.before or {}
    now = file_changes.values(event, line.after)
    still = {name: value for name, value in before.items() if now[name] == line.after[name]}
    mine = file_changes.sound(still, event)
    if mine:
        file_changes.fill(event, mine)
        event.sequence, event.changed_at = event.sequence + 1, timezone.now()
        event.save()
    return len(mine) == len(before)
