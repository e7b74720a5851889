"""A workbook on its way out, as a stream; openpyxl sends nothing until the end and takes far longer.

All cells are texts: no formula, no lost nought or plus. Parts and names: ECMA-376, part 1, 8 to 12 and 18.3.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_576  # on a sheet, with its heading
MOST_LETTERS = 32_767  # in a cell
_AT_ONCE = 500
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APPLICATION = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'
_SHEET_END = "</sheetData></worksheet>"


Last = tuple[str, Callable[[], Iterable[Sequence[Any]]]]  # a sheet's name and its rows


class _Sink(io.RawIOBase):
    """A file that can't be rewound and hands out what was written to it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Keep it until it is taken."""
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """All since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def workbook(
    heading: Sequence[str],
    rows: Iterable[Sequence[Sequence[Any]]],
    *,
    name: str,
    most_rows: int = MOST_ROWS,
    last: Last | None = None,
) -> Iterator[bytes]:
    """The file, piece by piece; ``rows`` come in lists. A full sheet is followed by another."""
    sink, sheets = _Sink(), 0
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        waiting, is_more = _rows(rows), True
        while is_more or not sheets:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as sheet:
                sheet.write(f"{_SHEET}{_row(heading)}".encode())
                left = most_rows - 1
                while some := list(islice(waiting, min(left, _AT_ONCE))):
                    sheet.write("".join(map(_row, some)).encode())
                    left -= len(some)
                    yield sink.take()
                sheet.write(_SHEET_END.encode())
            is_more = not left
        names = [name[:31] if number == 1 else f"{name[:27]} {number}" for number in range(1, sheets + 1)]
        if last:
            names.append(last[0][:31])
            with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as sheet:
                sheet.write(f"{_SHEET}{''.join(map(_row, last[1]()))}{_SHEET_END}".encode())
        for path, content in _frame(names).items():
            archive.writestr(path, _HEAD + content)
    yield sink.take()


def _rows(lists: Iterable[Sequence[Sequence[Any]]]) -> Iterator[Sequence[Any]]:
    for rows in lists:
        yield from rows


def _row(cells: Sequence[Any]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<c/>"
    text = str(value)
    if not text.isalnum() or len(text) > MOST_LETTERS:
        text = escape(_NOT_XML.sub("", text)[:MOST_LETTERS])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _frame(names: Sequence[str]) -> dict[str, str]:
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(words)} sheetId="{number}" r:id="rId{number}"/>'
        for number, words in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_APPLICATION}.worksheet+xml"/>'
        for number in numbers
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{links}</Relationships>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_APPLICATION}.sheet.main+xml"/>{parts}</Types>',
    }
