"""Rows of an import in chunks: as the check kept them, else read from their cells."""

from collections.abc import Iterator
from itertools import count

from hustings.people.imports.models import Import, ImportBlock
from hustings.people.imports.rows import kept
from hustings.people.imports.rows.row import Row, Sheet
from hustings.people.imports.source import blocks


class Chunk:
    """Some rows of a block, fresh ones each time: planning marks them."""

    def __init__(self, block: "Block", start: int, rows: list[Row]) -> None:
        self.n = len(rows)
        self._block, self._start = block, start
        self._fresh: list[Row] | None = rows

    def rows(self) -> list[Row]:
        fresh, self._fresh = self._fresh, None
        return self._block.rows()[self._start : self._start + self.n] if fresh is None else fresh


class Block:
    """A block with its rows. ``may_use_kept``: they were read as they would be now."""

    def __init__(self, row: ImportBlock, sheet: Sheet, *, may_use_kept: bool) -> None:
        self._row, self._sheet, self._may_use_kept = row, sheet, may_use_kept

    def rows(self) -> list[Row]:
        if self._may_use_kept and self._row.rows:
            return list(kept.unpacked(self._row.rows, self._sheet))
        return [self._sheet.row(record) for record in blocks.unpacked(self._row.packed)]


def chunks(imported: Import, sheet: Sheet, most: int) -> Iterator[Chunk]:
    """What is left of an import, at most so many rows at once."""
    may_use_kept = imported.sheet_mark == kept.mark(sheet, imported.mapping)
    first, start = divmod(imported.n_done, blocks.SIZE)
    for number in count(first):
        row = ImportBlock.objects.filter(of=imported.pk, number=number).first()
        if row is None:
            return
        block = Block(row, sheet, may_use_kept=may_use_kept)
        rows = block.rows()
        for at in range(start, len(rows), most):
            yield Chunk(block, at, rows[at : at + most])
        start = 0
