"""Writing of a file, part by part and chunk by chunk; each is one transaction that also moves on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from hustings.field.addresses import keys
from hustings.field.addresses.files import blocks, gathering, layouts, station_keys
from hustings.field.addresses.files.lines import Line
from hustings.field.addresses.models import AddressBlock, AddressFile, Building, Municipality
from hustings.field.addresses.models.buildings import address_key
from hustings.foundation.file_imports.uploads import run
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Kind, Zone

CHUNK = 6_000  # buildings of one transaction: on SQLite others wait meanwhile
_ATTEMPTS = 3
_MADE = (
    "id",
    "municipality_id",
    "number",
    "street",
    "number_key",
    "address_key",
    "made_at",
    *gathering.FIELDS,
)


def write(file: AddressFile, told: Told) -> None:
    """Write what is left of a file."""
    _settle(file.towns)
    stations = station_keys.settle(file)
    is_summed = layouts.of(file.source, file.places).is_summed
    for part in range(file.at_part, file.n_parts):
        buildings = gathering.gathered(blocks.lines(file, part), is_summed=is_summed)
        rest = iter(left(file, part, buildings.values()))
        while chunk := list(islice(rest, CHUNK)):
            _in_spite_of_others(file, part, chunk, stations)
            told(file.n_done)
    recount(file.towns, imported_at=timezone.now())


def _in_spite_of_others(
    file: AddressFile, part: int, chunk: Sequence[Line], stations: Mapping[str, int]
) -> None:
    """Write a chunk, again where somebody added one of its buildings meanwhile."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _write(file, part, chunk, stations)
        except IntegrityError:
            if attempt == _ATTEMPTS:
                raise


@transaction.atomic
def _write(file: AddressFile, part: int, chunk: Sequence[Line], stations: Mapping[str, int]) -> None:
    mine = run.locked(file)
    now = gathering.there([line.key for line in chunk], is_locked=True)
    new = [line for line in chunk if line.key not in now]
    changed = [
        (line.key, now[line.key], after)
        for line in chunk
        if line.key in now and (after := gathering.changed(line, now[line.key], file.source, stations))
    ]
    shared = [
        line.key for line in chunk if line.key in now and gathering.is_of_another(now[line.key], file.pk)
    ]
    bulk.insert(Building._meta.db_table, _MADE, _rows(file, new, stations))
    _change(changed)
    Building.objects.filter(pk__in=[UUID(key) for key in shared]).update(file_number=None)
    if changed:
        told = [[key, {name: before[name] for name in after}, after] for key, before, after in changed]
        AddressBlock.objects.create(
            file=file, kind=AddressBlock.Kind.CHANGES, part=part, packed=blocks.packed_changes(told)
        )
    counts = Counter({name: mine.counts.get(name, 0) for name in ("made", "mended")})
    counts.update(made=len(new), mended=len(changed))
    move(file, mine, part, place(chunk[-1]), len(chunk), dict(counts))


def left(file: AddressFile, part: int, lines: Iterable[Line]) -> list[Line]:
    """The buildings of a part that are not behind us, street by street."""
    ordered = sorted((place(line), line) for line in lines)
    return [line for at, line in ordered if part > file.at_part or at > file.at_key]


def place(line: Line) -> str:
    """The place of a building in the order of work."""
    return f"{line.municipality} {address_key(line.street, line.house)} {line.key}"


def _rows(file: AddressFile, lines: Sequence[Line], stations: Mapping[str, int]) -> Iterator[list[Any]]:
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    for line in lines:
        values = gathering.made(line, file.source, file.pk, stations.get(line.station))
        yield [
            line.key, line.municipality, line.house, line.street, keys.number(line.house)[:20],
            address_key(line.street, line.house), at, *values.values(),
        ]  # fmt: skip


def _change(changed: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> None:
    rows = []
    for key, before, after in changed:
        values = {**before, **after}
        rows.append([key_of(key), *values.values()])
    bulk.update(Building, gathering.FIELDS, rows)


def key_of(key: str) -> Any:
    """A building's key as the driver takes it."""
    return UUID(key) if connection.features.has_native_uuid_field else key


def move(file: AddressFile, now: AddressFile, part: int, key: str, n: int, counts: Mapping[str, Any]) -> None:
    """Note that the buildings up to this one are behind us."""
    file.at_part, file.at_key, file.n_done = part, key, now.n_done + n
    file.counts = now.counts | counts
    file.save(update_fields=["at_part", "at_key", "n_done", "counts"])


def _settle(towns: Mapping[str, str]) -> None:
    """Make the municipalities that are new, called as the territories call them, else as the file does."""
    there = set(Municipality.objects.values_list("code", flat=True))
    new = sorted(towns.keys() - there)
    zones = {
        zone.code: zone for zone in Zone.objects.of_kind(Kind.COMMUNE).filter(code__in=new).defer("shape")
    }
    rows = []
    for code in new:
        name = zones[code].name if code in zones else towns[code] or code
        rows.append(Municipality(code=code, name=name, name_key=fold(name)[:200], zone=zones.get(code)))
    Municipality.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def recount(codes: Mapping[str, str], **more: Any) -> None:
    """Count the buildings and homes of these municipalities anew."""
    ordered = sorted(codes)
    for at in range(0, len(ordered), 200):
        rows = Municipality.objects.in_bulk(ordered[at : at + 200])
        found = Building.objects.standing().filter(municipality__in=list(rows)).order_by()
        told = {
            code: (n, homes or 0)
            for code, n, homes in found.values_list("municipality").annotate(
                models.Count("pk"), models.Sum("homes")
            )
        }
        for code, row in rows.items():
            row.n_buildings, row.n_homes = told.get(code, (0, 0))
            row.imported_at = more.get("imported_at", row.imported_at)
        Municipality.objects.bulk_update(rows.values(), ["n_buildings", "n_homes", "imported_at"])
