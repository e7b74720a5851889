"""Take a CSV file apart, record by record, whatever is wrong with some of them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source import encodings
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.lib.text.said import say, word

MAX_COLUMNS = 500
MAX_LINES = 200  # of one record: a cell with more is a quotation mark left open


@dataclass(frozen=True, slots=True)
class Shape:
    """Shape of a file: its encoding, its delimiters and where its table begins."""

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    has_header: bool = True
    n_lines: int = 0
    n_above: int = 0  # records above the first one that counts: a title, a date

    def but(self, **changes: object) -> "Shape":
        return replace(self, **changes)  # type: ignore[arg-type]


class Record(NamedTuple):
    """One record: where it begins in the file, its cells, and what is wrong with it."""

    line: int
    cells: list[str]
    refused: str = ""
    note: str = ""


class _TooManyLines(Exception):
    pass


class _Lines:
    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.back: list[str] = []
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_LINES:
            raise _TooManyLines
        line = self.back.pop() if self.back else next(self.lines)
        self.taken.append(line)
        self.number += 1
        return line

    def give_back(self) -> str:
        first, *others = self.taken
        self.back += reversed(others)
        self.number -= len(others)
        return first


def records(file: IO[bytes], shape: Shape) -> Iterator[Record]:
    """Every record but the blank ones, the header too. Never raises on any bytes but Unreadable."""
    lines = _Lines(_without_separator_line(encodings.opened(file, shape.encoding)))
    reader = csv.reader(lines, **_format(shape))
    while True:
        lines.taken.clear()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooManyLines) as error:
            text = lines.give_back()
            yield Record(
                first, _loose(text, shape), _why(error, is_quoted=bool(shape.quote) and shape.quote in text)
            )
            continue
        if any(cells):
            yield _sound(first, cells)


def rows(file: IO[bytes], shape: Shape, width: int) -> Iterator[Record]:
    """The records below the names of the columns, each with ``width`` cells."""
    return below(records(file, shape), shape, width)


def below(found: Iterator[Record], shape: Shape, width: int) -> Iterator[Record]:
    """The same of records read already; those with too many cells are refused."""
    for record in islice(found, shape.n_above + shape.has_header, None):
        if record.refused or len(record.cells) == width:
            yield record
        else:
            yield _fitted(record, width)


def header(file: IO[bytes], shape: Shape) -> list[str]:
    """The names of the columns, or numbers where the file has none; Unreadable where there are no rows."""
    return names(records(file, shape), shape)


def names(records: Iterator[Record], shape: Shape) -> list[str]:
    """The same of records read already."""
    found = islice(records, shape.n_above, None)
    first = next(found, None)
    if first is None or (shape.has_header and next(found, None) is None):
        raise Unreadable(_("The file contains no people. Export the list again."))
    if first.refused and shape.has_header:
        raise Unreadable(
            say(
                _("The column names (line %(line)d) can't be read: %(reason)s"),
                line=first.line,
                reason=word(first.refused),
            )
        )
    if len(first.cells) > MAX_COLUMNS:
        raise Unreadable(
            say(
                _("Line %(line)d has %(n)d cells; the limit is %(most)d. Check the separator."),
                line=first.line,
                n=len(first.cells),
                most=MAX_COLUMNS,
            )
        )
    if not shape.has_header:
        return [_("Column %(number)d") % {"number": at} for at, __ in enumerate(first.cells, 1)]
    return [" ".join(name.split())[:200] for name in first.cells]


def _format(shape: Shape) -> dict[str, Any]:
    if not shape.quote:
        return {"delimiter": shape.delimiter, "quoting": csv.QUOTE_NONE, "strict": True}
    return {"delimiter": shape.delimiter, "quotechar": shape.quote, "strict": True}


def _without_separator_line(lines: Iterator[str]) -> Iterator[str]:
    """Excel's first line ``sep=;`` is no data; it still counts as a line."""
    first = next(lines, None)
    if first is not None:
        yield "\n" if first.lower().startswith("sep=") and len(first.strip()) == 5 else first
    yield from lines


def _loose(text: str, shape: Shape) -> list[str]:
    """The cells of a line that is not well-formed, as near as can be: to be shown and mended."""
    try:
        return next(csv.reader([text], **(_format(shape) | {"strict": False})), [])
    except csv.Error:
        return [text.strip()[:1_000]]


def _why(error: Exception, *, is_quoted: bool) -> str:
    said = str(error)
    if "limit" in said and not is_quoted:
        return say(_("A cell has more than %(most)s characters. Shorten it."), most=csv.field_size_limit())
    if isinstance(error, _TooManyLines) or "limit" in said or "end of data" in said:
        return _(
            "A quotation mark opens a cell on this line but none closes it. Close it, or double "
            "it if it is part of the text."
        )
    return _(
        "A quotation mark is inside a quoted cell that begins on this line. Double it if it "
        "is part of the text, or close the cell."
    )


def _sound(line: int, cells: list[str]) -> Record:
    whole = "".join(cells)
    if whole.isascii() and "\0" not in whole:  # most lines, in a third of the time
        return Record(line, cells)
    for cell in cells:
        if "\0" in cell:
            return Record(
                line, cells, _("The line contains a NUL byte: the file is damaged. Export it again.")
            )
        if not cell.isascii() and "\ufffd" in cell:
            return Record(
                line,
                cells,
                say(
                    _(
                        "“%(text)s” contains characters that can't be read. Choose another encoding or "
                        "correct the line."
                    ),
                    text=cell[:60],
                ),
            )
    return Record(line, cells)


def _fitted(record: Record, width: int) -> Record:
    cells = record.cells
    if len(cells) < width:
        note = _("%(n)d of %(width)d cells; the missing ones count as empty.")
        return record._replace(
            cells=cells + [""] * (width - len(cells)), note=say(note, n=len(cells), width=width)
        )
    if not any(cells[width:]):
        return record._replace(cells=cells[:width])
    refused = _(
        "%(n)d cells, but there are %(width)d columns. Put quotation marks around cells that "
        "contain the separator."
    )
    return record._replace(refused=say(refused, n=len(cells), width=width))
