"""Undoing of a file: its buildings go, what it changed becomes what it was; what was touched since stays."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models, transaction

from hustings.field.addresses.files import blocks, gathering, station_keys, writing
from hustings.field.addresses.files.lines import Line
from hustings.field.addresses.models import AddressFile, Building
from hustings.field.stations.models import Station
from hustings.foundation.file_imports.uploads import run
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.lib.sql import bulk

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
    used = set(_used(Building, [pk for pk, *_more in made]))
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
            some = keys[at : at + CHUNK]
            used = set(_used(Station, some))
            Station.objects.filter(pk__in=[pk for pk in some if pk not in used]).delete()


def _used(owner: type[models.Model], keys: list[Any]) -> Iterator[Any]:
    """Rows that others built on: doors, stops of turfs, results."""
    for relation in owner._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            model: Any = relation.related_model
            field: Any = getattr(relation, "field")  # noqa: B009 - only relations have it
            named = model._base_manager.filter(**{f"{field.name}__in": keys}).order_by()
            yield from named.values_list(field.attname, flat=True)


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
