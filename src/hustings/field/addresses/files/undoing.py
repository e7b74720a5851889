"""Undoing of a file: its buildings go, what it changed becomes what it was; what was touched since stays."""

from collections.abc import Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from hustings.field.addresses.files import blocks, gathering, station_keys, writing
from hustings.field.addresses.files.lines import Line
from hustings.field.addresses.models import AddressFile, Building
from hustings.field.stations import entering
from hustings.foundation.file_imports.uploads import run
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.sql.references import referred

CHUNK = 1_000  # buildings of one transaction


def undo(file: AddressFile, told: Told) -> None:
    """Take back what is left of a file's run."""
    for part in range(file.at_part, file.n_parts):
        buildings = {line.key: line for line in blocks.lines(file, part)}
        rest = iter(writing.left(file, part, buildings.values()))
        while chunk := list(islice(rest, CHUNK)):
            _take_away(file, part, chunk)
            told(file.n_done)
        for changes in blocks.changes(file, part):
            _put_back(file, changes)
            told(file.n_done)
    _remove_stations(file)
    writing.recount(file.towns)


@transaction.atomic
def _take_away(file: AddressFile, part: int, chunk: Sequence[Line]) -> None:
    mine = run.locked(file)
    wanted = Building.objects.filter(pk__in=[UUID(line.key) for line in chunk], file_number=file.pk)
    made = list(wanted.order_by().select_for_update().values_list("pk", "changed_at", "merged_into"))
    used = referred(Building, [pk for pk, *_more in made])
    gone = [pk for pk, *changed in made if changed == [None, None] and pk not in used]
    rows = Building.objects.filter(pk__in=gone)
    rows._raw_delete(rows.db)  # nothing refers to them: every relation was asked
    counts = {
        "gone": mine.counts.get("gone", 0) + len(gone),
        "kept": mine.counts.get("kept", 0) + len(made) - len(gone),
    }
    writing.move(file, mine, part, writing.place(chunk[-1]), len(chunk), counts)


def _remove_stations(file: AddressFile) -> None:
    """Remove the polling stations that it brought, unless something else says more of them by now."""
    keys = list(station_keys.known(file.counts.get("stations", [])).values())
    for at in range(0, len(keys), CHUNK):
        with transaction.atomic():
            entering.leave(keys[at : at + CHUNK])


@transaction.atomic
def _put_back(file: AddressFile, changes: Sequence[Any]) -> None:
    """Put back what still is as the file left it; doing it twice does it once."""
    run.locked(file)
    now = gathering.there([key for key, _before, _after in changes], is_locked=True)
    rows = []
    for key, before, after in changes:
        if key in now and all(now[key][name] == value for name, value in after.items()):
            rows.append([writing.key_of(key), *({**now[key], **before}).values()])
    bulk.update(Building, gathering.FIELDS, rows)
