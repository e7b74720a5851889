"""The lines of a file in packed blocks: parsed once, read as often as needed, by any machine.

A block is zlib over JSON: a list of ``[line, cells, refused, note]``, its sentences as ``[text, general]``.
"""

import json
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from typing import IO

from django.db import transaction
from django.utils import translation

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.lib.text import said
from hustings.people.imports.models import Import, ImportBlock
from hustings.people.imports.source import original

SIZE = 2_000  # lines of each block but the last
_AT_ONCE = 20  # blocks of one statement
Told = Callable[[int], object]


def parse(imported: Import, told: Told) -> None:
    """Parse the file into blocks, once; ``told`` hears how many lines there are by now.

    Safe to run again, and beside another worker: the first to end wins.
    """
    if imported.is_parsed:
        return
    with tempfile.TemporaryFile() as kept:
        sizes, n = [], 0
        with translation.override(None), original.records(imported) as found:
            while chunk := list(islice(found, SIZE)):
                sizes.append(kept.write(packed(chunk)))
                n += len(chunk)
                told(n)
        kept.seek(0)
        _keep(imported, kept, sizes, n)
    imported.refresh_from_db(fields=["is_parsed", "edition", "path", "n_rows"])


@transaction.atomic
def _keep(imported: Import, kept: IO[bytes], sizes: list[int], n: int) -> None:
    mine = Import.objects.select_for_update().filter(
        pk=imported.pk, edition=imported.edition, is_parsed=False
    )
    if not mine.exclude(path="").exists():  # another worker was quicker, or it is read in another way by now
        return
    blocks = (ImportBlock(of=imported, number=at, packed=kept.read(size)) for at, size in enumerate(sizes))
    while some := list(islice(blocks, _AT_ONCE)):
        ImportBlock.objects.bulk_create(some)
    mine.update(is_parsed=True, n_rows=n)


def records(imported: Import) -> Iterator[Record]:
    """The lines of people."""
    for number in count():
        held = ImportBlock.objects.filter(of=imported.pk, number=number).values_list("packed", flat=True)
        block = held.first()
        if block is None:
            return
        yield from unpacked(block)


def packed(records: Iterable[Record]) -> bytes:
    """A block of these lines."""
    rows = [[line, cells, said.packed(refused), said.packed(note)] for line, cells, refused, note in records]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(block: bytes | memoryview) -> Iterator[Record]:
    """The lines of a block."""
    for line, cells, refused, note in json.loads(zlib.decompress(block)):
        yield Record(line, cells, said.unpacked(refused), said.unpacked(note))
