"""Distinct values of a column, and how often: for rules about them one by one, where there are few."""

from collections.abc import Callable, Iterable
from typing import Any

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.people.imports.models import Import
from hustings.people.imports.rows import values
from hustings.people.imports.source import blocks

MOST = 100  # of different values
LONGEST = 80  # what is longer is no word to be translated
LINES = "n"
_TOLD_EVERY = 5_000
Found = dict[str, Any]  # a column's number -> [[value, lines]], the most frequent first; "n" -> lines read


def count(rows: Iterable[list[str]], width: int, told: Callable[[int], object] | None = None) -> Found:
    counts: dict[int, dict[str, int]] = {at: {} for at in range(width)}
    n = 0
    for n, cells in enumerate(rows, 1):
        for at in list(counts):
            if at < len(cells) and (cell := cells[at].strip()):
                mine = counts[at]
                mine[cell] = mine.get(cell, 0) + 1
                if len(mine) > MOST or len(cell) > LONGEST:
                    del counts[at]
        if told and n % _TOLD_EVERY == 0:
            told(n)
    often = {
        str(at): sorted(mine.items(), key=lambda each: (-each[1], each[0])) for at, mine in counts.items()
    }
    return {LINES: n} | {at: [list(each) for each in mine] for at, mine in often.items() if mine}


def survey(import_id: int, told: Callable[[int], object]) -> None:
    """Count the values in all of a file; safe to run again at any time."""
    imported = Import.objects.kept().filter(pk=import_id).first()
    if imported is None or not imported.is_open:
        return
    blocks.parse(imported, told)
    found = count(_cells(blocks.records(imported)), len(imported.columns), told)
    # Not where it is read in another way by now: then another survey is on its way.
    Import.objects.filter(pk=import_id, edition=imported.edition).update(values=found)


def of_column(imported: Import, at: int, *, by_words: bool) -> list[tuple[str, int]]:
    found = [(value, n) for value, n in imported.values.get(str(at), [])]
    if not by_words:
        return found
    words: dict[str, int] = {}
    for value, n in found:
        for word in values.words(value):
            words[word] = words.get(word, 0) + n
    return sorted(words.items(), key=lambda each: (-each[1], each[0]))


def _cells(records: Iterable[Record]) -> Iterable[list[str]]:
    return (record.cells for record in records if not record.refused)
