"""Lines in packed blocks, by part: streets that fall together, so that one part fits into memory.

A part is written street by street: what lies together in the indexes comes together. A block of lines is zlib
over text, a line of it for each, its cells set apart by a control character that no cell holds.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from hustings.field.addresses import keys
from hustings.field.addresses.files.lines import Line
from hustings.field.addresses.models import AddressBlock, AddressFile

SIZE = 1_000  # lines of a block
PART = 12_000  # lines of a part, about
_BETWEEN = "\x1f"


def n_parts(n_lines: int) -> int:
    return min(4_096, n_lines // PART + 1)


def part_of(line: Line, n: int) -> int:
    """The same for all lines of a building."""
    street = f"{line.municipality} {keys.street(line.street)}" if line.street else line.key
    return zlib.crc32(street.encode()) % n


def packed(lines: Iterable[Line]) -> bytes:
    text = "\n".join([_BETWEEN.join(["" if cell is None else str(cell) for cell in line]) for line in lines])
    return zlib.compress(text.encode(), 1)


def unpacked(block: bytes | memoryview) -> Iterator[Line]:
    for text in zlib.decompress(block).decode().split("\n"):
        number, key, house, street, postcode, city, code, lat, lon, homes, station, rank = text.split(
            _BETWEEN
        )
        yield Line(
            int(number), key, house, street, postcode, city, code, float(lat) if lat else None,
            float(lon) if lon else None, int(homes) if homes else None, station, float(rank),
        )  # fmt: skip


def lines(file: AddressFile, part: int) -> Iterator[Line]:
    """The lines of one part, in the order of the file."""
    for block in _held(file, AddressBlock.Kind.LINES, part):
        yield from unpacked(block)


def packed_changes(changes: Iterable[Any]) -> bytes:
    """Changes of a run: ``[key, before, after]`` of each building."""
    return zlib.compress(json.dumps(list(changes), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def changes(file: AddressFile, part: int) -> Iterator[list[Any]]:
    """Changes of the run in one part, block by block."""
    for block in _held(file, AddressBlock.Kind.CHANGES, part):
        yield json.loads(zlib.decompress(block))


def _held(file: AddressFile, kind: str, part: int) -> Iterator[bytes | memoryview]:
    found = AddressBlock.objects.filter(file=file.pk, kind=kind, part=part).order_by("pk")
    yield from found.values_list("packed", flat=True)
