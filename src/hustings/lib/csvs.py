"""CSV on its way out: one piece at a time, and harmless in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
_HARMLESS = re.compile(r"[+-]?\d[\d.,]*")


def safe(cell: Any) -> str:
    """A text that a spreadsheet won't take for a formula: ``=1+1`` becomes ``'=1+1``. Numbers stay."""
    text = "" if cell is None else str(cell)
    if text.startswith(_FORMULA) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def unsafe(text: str) -> str:
    """What ``safe`` was given."""
    return text[1:] if text.startswith("'") and text[1:2] in _FORMULA else text


class _Kept:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[Sequence[Any]], *, delimiter: str = ",", bom: bool = False) -> Iterator[str]:
    """The rows as lines of CSV, each cell made safe."""
    writer = csv.writer(_Kept(), delimiter=delimiter)
    if bom:
        yield BOM
    for row in rows:
        line: Any = writer.writerow([safe(cell) for cell in row])  # what write() of _Kept returns
        yield line


def download(pieces: Iterable[str], name: str) -> StreamingHttpResponse:
    """A file to take along, as it is made; ``name`` is in plain ASCII."""
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
