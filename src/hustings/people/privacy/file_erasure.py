"""Erased people go from the lines of imports, too: what they were, values, what was said of them.

A line is theirs by the timeline or by ``keys``; an e-mail counts in any column. The lines of a block are
exchanged in one transaction, where others keep their places; the uploaded file goes first, as a whole.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation import jobs
from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.workbooks import opening
from hustings.foundation.file_imports.uploads import originals
from hustings.people.imports import file_removal
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import, ImportBlock, ImportLine
from hustings.people.imports.rows import values
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.source import blocks
from hustings.people.persons.matching import match_keys
from hustings.people.persons.models.erasures import fingerprints
from hustings.people.persons.refusals import Refused
from hustings.people.privacy.models import Forgetting

log = logging.getLogger(__name__)
_ADDRESS = re.compile(r"[^\s<>;,:\"']+@[^\s<>;,\"']+")
_TELLING = {"uid", "external_id", "given_name", "family_name", "name", "born_on", "email", "phone"}
Told = Callable[[], object]


def in_files(told: Told = jobs.give_back_if_stopping) -> None:
    """Take all who wait for it out of all lines that are kept; safe to run again at any time."""
    waiting = list(Forgetting.objects.all())
    if not waiting:
        return
    held = Import.objects.kept().filter(created_at__lte=waiting[-1].created_at).order_by("pk")
    for pk in list(held.values_list("pk", flat=True)):
        if mine := [each for each in waiting if each.last < pk]:
            told()
            _in_import(pk, mine, told)
            Forgetting.objects.filter(pk__in=[each.pk for each in mine]).update(last=pk)
    Forgetting.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    log.info("erased people are out of kept files: %s searches", len(waiting))


def _in_import(pk: int, mine: list[Forgetting], told: Told) -> None:
    imported = Import.objects.kept().filter(pk=pk).select_related("user").first()
    if imported is None:
        return
    if any(pk in each.lines.get(Forgetting.QUOTING, ()) for each in mine):
        # What the check said that changes about anybody: for a while their word was somebody else's, too.
        imported.lines.exclude(changes=[]).update(changes=[])
    digests = frozenset(digest for each in mine for digest in each.digests)
    lines = frozenset(line for each in mine for line in each.lines.get(str(pk), ()))
    with translation.override(None):
        try:
            blocks.parse(imported, lambda _n: told())
            _Search(imported, digests, lines, told).through()
        except (jobs.ReleaseTask, OperationalError):
            raise  # to be run again
        except Exception as fault:
            log.warning("import %s is put away: %s", pk, type(fault).__name__)
            file_removal.put_away(imported)


@dataclass
class _Search:
    imported: Import
    digests: frozenset[str]
    lines: frozenset[int]
    told: Told

    def __post_init__(self) -> None:
        # The columns by which people are known; the others need not be understood.
        mapping = [target if target.partition(".")[0] in _TELLING else "" for target in self.imported.mapping]
        self.sheet = Sheet(self.imported.columns, mapping, Options.read(self.imported.options), [])

    def through(self) -> None:
        """Take them out: first the file that they were read from, then a block at a time."""
        held = ImportBlock.objects.filter(of=self.imported).order_by("number")
        found = [number for number in list(held.values_list("number", flat=True)) if self._is_in(number)]
        if found or self._is_in_other_sheets():
            originals.forget(self.imported)
        for number in found:
            self.told()
            self._take_out(number)

    def _records(self, number: int) -> tuple[ImportBlock | None, list[Record]]:
        block = ImportBlock.objects.filter(of=self.imported, number=number).first()
        return block, list(blocks.unpacked(block.packed)) if block else []

    def _is_in(self, number: int) -> bool:
        self.told()
        return any(map(self._is_theirs, self._records(number)[1]))

    def _is_in_other_sheets(self) -> bool:
        if not (self.imported.sheet and self.imported.path):
            return False
        with originals.opened(self.imported.path) as file, opening.opened(file) as book:
            return any(
                self._are_theirs(_addresses(record.cells))
                for sheet in book.sheets
                if sheet.name != self.imported.sheet
                for record in opening.records(book, sheet)
            )

    @transaction.atomic
    def _take_out(self, number: int) -> None:
        now = Import.objects.select_for_update().get(pk=self.imported.pk)
        block, records = self._records(number)
        theirs = {record.line for record in records if self._is_theirs(record)}
        if block is None or not theirs:  # put away meanwhile, or read anew
            return
        gone = _("Someone on this line was erased: the line was removed.")
        empty = [""] * len(now.columns)
        block.packed = blocks.packed(
            record._replace(cells=empty, refused=gone, note="") if record.line in theirs else record
            for record in records
        )
        block.rows = None
        block.save(update_fields=["packed", "rows"])
        ImportLine.objects.take_out(now, theirs)
        now.edition += 1  # whoever has read these lines begins anew
        now.values = _values_left(now.values, [one.cells for one in records if one.line in theirs])
        now.save(update_fields=["edition", "values"])
        log.info("import %s: %s lines of erased people taken out", now.pk, len(theirs))

    def _is_theirs(self, record: Record) -> bool:
        if record.line in self.lines:
            return True
        known = set() if record.refused else set(match_keys.of_erased(self.sheet.row(record)))
        return self._are_theirs(known | _addresses(record.cells))

    def _are_theirs(self, texts: set[str]) -> bool:
        return any(digest in self.digests for text in texts for digest in fingerprints(text))


def _addresses(cells: list[str]) -> set[str]:
    found = set()
    for cell in cells:
        for text in _ADDRESS.findall(cell) if "@" in cell else ():
            try:
                found.add(f"e{values.email(text.strip('().')).key}")
            except Refused:
                continue
    return found


def _values_left(held: dict[str, Any], gone: list[list[str]]) -> dict[str, Any]:
    left: dict[str, Any] = {}
    for at, counted in held.items():
        if at.isdecimal():
            less = Counter(cells[int(at)].strip() for cells in gone if int(at) < len(cells))
            left[at] = [[value, n - less[value]] for value, n in counted if n > less[value]]
        else:
            left[at] = counted
    return left
