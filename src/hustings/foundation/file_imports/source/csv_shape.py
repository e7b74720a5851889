"""Shape of a file: what stands between its cells and around them, and whether it names its columns."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import IO

from hustings.foundation.file_imports.source import encodings
from hustings.foundation.file_imports.source.csv_records import Shape
from hustings.foundation.lib.text.text_folding import fold

DELIMITERS = [",", ";", "\t", "|"]
_LINES = 200
_ABOVE = 20  # at most so many rows are no table
_DATA = re.compile(r"[^@\s]+@[^@\s]+|[+\d][\d\s./()-]{3,}|\d+|https?://.*")


def guess(file: IO[bytes], is_known: Callable[[str], bool], above: int | None = None) -> Shape:
    """The shape that makes most sense. ``is_known`` says whether a folded text is a column's name."""
    found = encodings.survey(file)
    lines = list(islice(encodings.opened(file, found.encoding), _LINES))
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        delimiter, lines = lines[0].strip()[4], lines[1:]
    else:
        delimiter = max(DELIMITERS, key=lambda sign: _score(lines, sign))
    quote = _quote(lines, delimiter)
    cells = _cells(lines, delimiter, quote)
    n_above, has_header = guess_header(cells, is_known, above)
    return Shape(found.encoding, delimiter, quote, has_header, found.n_lines, n_above)


def guess_header(
    rows: list[list[str]], is_known: Callable[[str], bool], above: int | None = None
) -> tuple[int, bool]:
    """Rows above the table, which fill few cells, and whether its first names the columns."""
    if above is not None:
        return above, _has_header(rows[above:], is_known)
    filled = [[cell for cell in map(str.strip, row) if cell] for row in rows]
    usual = max((len(row) for row in filled), default=0)
    n_above = 0
    for row in filled[:_ABOVE]:
        if usual < 4 or len(row) > 2 or any(map(_DATA.fullmatch, row)) or any(is_known(fold(c)) for c in row):
            break
        n_above += 1
    else:
        n_above = 0
    return n_above, _has_header(rows[n_above:], is_known)


def _cells(lines: list[str], delimiter: str, quote: str = '"') -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, delimiter=delimiter, quotechar=quote) if any(row)]
    except csv.Error:
        return [line.split(delimiter) for line in lines]


def _score(lines: list[str], delimiter: str) -> float:
    widths = Counter(len(row) for row in _cells(lines, delimiter))
    if not widths:
        return 0
    width, n = widths.most_common(1)[0]
    return (n / widths.total()) ** 2 * min(width - 1, 20)


def _quote(lines: list[str], delimiter: str) -> str:
    cells = [cell.strip() for line in lines for cell in line.split(delimiter)]
    if any(cell.startswith('"') for cell in cells):
        return '"'
    single = sum(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells)
    return "'" if single * 2 > len(cells) else '"'


def _has_header(rows: list[list[str]], is_known: Callable[[str], bool]) -> bool:
    if not rows:
        return True
    first = [fold(cell) for cell in rows[0]]
    if any(_DATA.fullmatch(cell) for cell in first):
        return False
    if any(is_known(cell) for cell in first):
        return True
    named = [cell for cell in first if cell]
    is_like_data = len(rows) > 1 and not any(_DATA.fullmatch(fold(cell)) for cell in rows[1])
    return len(set(named)) == len(named) == len(first) and not is_like_data
