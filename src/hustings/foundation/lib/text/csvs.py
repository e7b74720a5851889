"""CSV on its way out: one piece at a time, and harmless in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

BOM = "\ufeff"
_SIGNS = r"=+\-@＝＋－＠−﹢﹣'"  # begin a formula; the apostrophe too, so that ours can be told from theirs
# Where a spreadsheet may begin a cell: at the start, and behind whatever it or its user takes for the end of
# one. What it trims, and quotation marks, may stand between.
_BEGINS = r"((?:^|[;,|\t\r\n])[\s\"\x00-\x1f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*)"
_NUMBER = r"[+-]?\d[\d.,]*"
_FORMULA = re.compile(rf"{_BEGINS}(?=[{_SIGNS}])")
_NEUTRAL = re.compile(rf"{_BEGINS}'(?=[{_SIGNS}])")
_HARMLESS = re.compile(rf"{_NUMBER}(?:[;,|\t]+{_NUMBER})*")  # the whole of a cell: nothing counts with it


def safe(cell: Any) -> str:
    """A text no spreadsheet takes for a formula, however it is cut: ``a;=1+1`` becomes ``a;'=1+1``."""
    text = "" if cell is None else str(cell)
    if _HARMLESS.fullmatch(text):
        return text
    neutral = _FORMULA.sub(r"\1'", text)
    return f"'{neutral}" if text.startswith(("\t", "\r")) else neutral


def unsafe(text: str) -> str:
    """Text that ``safe`` was given."""
    return _NEUTRAL.sub(r"\1", text[1:] if text.startswith(("'\t", "'\r")) else text)


class _Kept:
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
