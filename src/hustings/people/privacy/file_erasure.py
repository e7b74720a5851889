"""Erased people go from the files of imports, too: lines, samples, values, what was said.

A line is theirs by the timeline or by ``keys``; an e-mail counts in any column and sheet. A file is written
anew and swapped in one transaction, or put away if unreadable; ``FILES`` names leftovers of a kill.
"""

import csv
import io
import logging
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import storages
from django.db import OperationalError, transaction
from django.utils import translation

from hustings.foundation import jobs
from hustings.foundation.file_imports.source import csv_records, encodings
from hustings.foundation.file_imports.source.workbooks import opening, unpacked
from hustings.foundation.lib.text import csvs
from hustings.people.imports import file_removal
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import, ImportLine
from hustings.people.imports.rows import values
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.run.dry_run import report_path
from hustings.people.imports.source import loader
from hustings.people.persons.matching import match_keys
from hustings.people.persons.models.erasures import fingerprints
from hustings.people.persons.refusals import Refused
from hustings.people.privacy.models import Forgetting

log = logging.getLogger(__name__)
_ADDRESS = re.compile(r"[^\s<>;,:\"']+@[^\s<>;,\"']+")
_TELLING = {"uid", "external_id", "given_name", "family_name", "name", "born_on", "email", "phone"}
_TOLD_EVERY = 1_000
FILES = Forgetting.FILES
_CHANGES = 4  # the column of the report
Told = Callable[[], object]


def in_files(told: Told = jobs.give_back_if_stopping) -> None:
    """Take all who wait for it out of all files that are kept; safe to run again at any time."""
    waiting = list(Forgetting.objects.all())
    if not waiting:
        return
    for each in waiting:
        _sweep(each)
    held = Import.objects.exclude(path="").filter(created_at__lte=waiting[-1].created_at).order_by("pk")
    for pk in list(held.values_list("pk", flat=True)):
        if mine := [each for each in waiting if each.last < pk]:
            told()
            _in_import(pk, mine, told)
            Forgetting.objects.filter(pk__in=[each.pk for each in mine]).update(last=pk)
    Forgetting.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    log.info("erased people are out of kept files: %s searches", len(waiting))


def _in_import(pk: int, mine: list[Forgetting], told: Told) -> None:
    search = _Search(
        frozenset(digest for each in mine for digest in each.digests),
        frozenset(line for each in mine for line in each.lines.get(str(pk), ())),
        mine[0],
        told,
    )
    if any(pk in each.lines.get(Forgetting.QUOTING, ()) for each in mine):
        _forget_changes(pk)
    while imported := Import.objects.filter(pk=pk).exclude(path="").select_related("user").first():
        with translation.override(imported.language):
            try:
                if search.through(imported):
                    return
            except (jobs.ReleaseTask, OperationalError):
                raise  # to be run again
            except Exception as fault:
                log.warning("import %s is put away: %s", pk, type(fault).__name__)
                file_removal.put_away(imported)


@transaction.atomic
def _forget_changes(pk: int) -> None:
    """What the check said that changes about anybody: for a while their word was somebody else's, too."""
    now = Import.objects.select_for_update().get(pk=pk)
    _rewrite_report(now, lambda row: [*row[:_CHANGES], "", *row[_CHANGES + 1 :]])
    if samples := now.counts.get("samples"):
        now.counts = now.counts | {"samples": [each | {"changes": ""} for each in samples]}
        now.save(update_fields=["counts"])


def _note(search: Forgetting, files: list[str]) -> None:
    """Write down files that may have to go, before one of them is there or stands for another."""
    search.lines = search.lines | {FILES: files}
    Forgetting.objects.filter(pk=search.pk).update(lines=search.lines)


def _sweep(search: Forgetting) -> None:
    if files := search.lines.get(FILES):
        loader.delete(loader.unnamed(files))
        _note(search, [])


@dataclass
class _Found:
    """Lines that are theirs: where each ends, and which values its cells had."""

    until: dict[int, int | None] = field(default_factory=dict)  # first line -> the next record's first
    values: dict[int, Counter[str]] = field(default_factory=dict)  # column -> value -> lines
    is_elsewhere: bool = False  # in another sheet of the workbook

    def add(self, line: int, cells: list[str]) -> None:
        self.until[line] = None
        for at, cell in enumerate(cells):
            if text := cell.strip():
                self.values.setdefault(at, Counter())[text] += 1


@dataclass(frozen=True)
class _Search:
    digests: frozenset[str]
    lines: frozenset[int]
    of: Forgetting  # its number tells the new file from others, also where it was begun and left
    told: Told

    def through(self, imported: Import) -> bool:
        """Take them out; False where the file was replaced meanwhile."""
        name = f"imports/{imported.pk}-without-{self.of.pk}"
        name += "-b" if imported.path == name else ""
        rows = f"imports/{imported.pk}-rows-{self.of.pk}"
        _note(self.of, [name, rows, imported.path, imported.unpacked])
        try:
            loader.unpack(imported, lambda _n: self.told(), rows)
            found = self._find(imported)
            if not (found.until or found.is_elsewhere):
                return True
            with _rewritten(imported, found) as file:
                path = storages[loader.STORAGE].save(name, File(file))
            if not self._swap(imported, path, found):
                return False
            log.info("import %s: %s lines of erased people taken out", imported.pk, len(found.until))
            return True
        finally:
            _sweep(self.of)

    def _find(self, imported: Import) -> _Found:
        found, sheet, last = _Found(), _sheet(imported), 0
        with loader.records(imported) as records:
            for n, record in enumerate(records):
                if n % _TOLD_EVERY == 0:
                    self.told()
                if last in found.until:
                    found.until[last] = record.line
                last = record.line
                known = set() if record.refused else set(match_keys.of_erased(sheet.row(record)))
                if last in self.lines or self._are_theirs(known | _addresses(record.cells)):
                    found.add(last, record.cells)
        found.is_elsewhere = _is_whole(imported) and self._is_in_other_sheets(imported)
        return found

    def _is_in_other_sheets(self, imported: Import) -> bool:
        with loader.opened(imported) as file, opening.opened(file) as book:
            return any(
                self._are_theirs(_addresses(record.cells))
                for sheet in book.sheets
                if sheet.name != imported.sheet
                for record in opening.records(book, sheet)
            )

    def _are_theirs(self, texts: set[str]) -> bool:
        return any(digest in self.digests for text in texts for digest in fingerprints(text))

    @transaction.atomic
    def _swap(self, imported: Import, path: str, found: _Found) -> bool:
        now = Import.objects.select_for_update().get(pk=imported.pk)
        if now.path != imported.path or now.sheet != imported.sheet:
            return False
        if not storages[loader.STORAGE].exists(path):  # another search was begun beside this one
            return False
        _clear_report(now, found)  # here, for a check may just have ended; it begins anew where it has not
        now.path, now.unpacked = path, path if now.sheet else ""
        if not now.sheet:
            now.encoding = "utf-8"
        samples = [each for each in now.counts.get("samples", []) if each["line"] not in found.until]
        now.counts = now.counts | ({"samples": samples} if "samples" in now.counts else {})
        now.values = _values_left(now.values, found)
        now.save(update_fields=["path", "unpacked", "encoding", "counts", "values"])
        of, numbers = ImportLine.objects.filter(of=now), sorted(found.until)
        for start in range(0, len(numbers), 1_000):
            of.filter(number__in=numbers[start : start + 1_000]).delete()
        return True


def _sheet(imported: Import) -> Sheet:
    """The columns by which people are known; the others need not be understood."""
    mapping = [target if target.partition(".")[0] in _TELLING else "" for target in imported.mapping]
    return Sheet(imported.columns, mapping, Options.read(imported.options), [])


def _is_whole(imported: Import) -> bool:
    return bool(imported.sheet) and imported.path != imported.unpacked


def _addresses(cells: list[str]) -> set[str]:
    found = set()
    for cell in cells:
        for text in _ADDRESS.findall(cell) if "@" in cell else ():
            try:
                found.add(f"e{values.email(text.strip('().')).key}")
            except Refused:
                continue
    return found


def _values_left(held: dict[str, Any], found: _Found) -> dict[str, Any]:
    left: dict[str, Any] = {}
    for at, counted in held.items():
        gone = found.values.get(int(at)) if at.isdecimal() else None
        if gone:
            left[at] = [[value, n - gone[value]] for value, n in counted if n > gone[value]]
        else:
            left[at] = counted
    return left


@contextmanager
def _rewritten(imported: Import, found: _Found) -> Iterator[IO[bytes]]:
    """The rows without these lines: as many records as before, for a stopped run goes on by their number."""
    with tempfile.TemporaryFile() as file:
        text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
        if imported.sheet:
            _write_rows(imported, found, text)
        else:
            _write_lines(imported, found, text)
        text.flush()
        text.detach()
        file.seek(0)
        yield file


def _write_lines(imported: Import, found: _Found, text: IO[str]) -> None:
    """Line by line, each where it was: the others keep their numbers."""
    until: int | None = 0
    with loader.opened(imported) as file:
        for number, line in enumerate(encodings.opened(file, imported.encoding), 1):
            if number in found.until:
                until = found.until[number]
                text.write(imported.delimiter * len(imported.columns) + csv_records.TAKEN_OUT + "\n")
            elif until is None or number < until:
                text.write("\n")
            else:
                text.write(line)


def _write_rows(imported: Import, found: _Found, text: IO[str]) -> None:
    writer = csv.writer(text)
    with loader.opened_rows(imported) as file:
        for record in unpacked.read(file):
            gone = record.line in found.until
            cells = [""] * len(imported.columns) + [csv_records.TAKEN_OUT] if gone else record.cells
            told = ("", "") if gone else (record.refused, record.note)
            writer.writerow([record.line, *told, *cells])


def _clear_report(imported: Import, found: _Found) -> None:
    gone = {str(line) for line in found.until}
    _rewrite_report(imported, lambda row: [] if row[0] in gone else row)


def _rewrite_report(imported: Import, change: Callable[[list[str]], list[str]]) -> None:
    """Each row below the heads as ``change`` has it; without those that it empties."""
    storage, path = storages[loader.STORAGE], report_path(imported)
    if not storage.exists(path):
        return
    with storage.open(path, "rb") as held, tempfile.TemporaryFile() as kept:
        rows = csv.reader(io.TextIOWrapper(held, "utf-8-sig", newline=""), delimiter=imported.delimiter)
        text = io.TextIOWrapper(kept, "utf-8", newline="")
        text.write(csvs.BOM)
        writer = csv.writer(text, delimiter=imported.delimiter)
        writer.writerow(next(rows, []))
        writer.writerows(now for row in rows if row and (now := change(row)))
        text.flush()
        text.detach()
        kept.seek(0)
        loader.put(path, kept)
