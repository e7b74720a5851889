"""Frame of a workbook: its sheets, its formats, its texts."""

import datetime as dt
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from hustings.foundation.file_imports.source.workbooks import numbers
from hustings.foundation.file_imports.source.workbooks.strings import Strings
from hustings.foundation.file_imports.source.workbooks.xml import Attributes, Bad, elements

MAX_PART = 1 << 26  # of the list of sheets, of the formats
MAX_ENTRIES = 20_000
_MAIN = "officeDocument"
BROKEN = (Bad, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook's table of contents names it."""

    name: str
    part: str
    is_hidden: bool


class Book:
    """An open workbook; ``opening.opened`` makes it. Nothing is unpacked but what is asked for."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH  # see numbers.py

        self.packed = packed
        self.names = {name.lower(): name for name in packed.namelist()}
        root = self._related("")
        self.main = next((target for kind, target in root.values() if kind == _MAIN), "")
        related = self._related(self.main)
        self.sheets: list[Listed] = []
        self.epoch = WINDOWS_EPOCH
        for _around, name, attributes in self._part(self.main):
            if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self.epoch = MAC_EPOCH
            elif name == "sheet":
                self._add(attributes, related)
        by_kind = {kind: target for kind, target in related.values()}
        self.strings_part = by_kind.get("sharedStrings", "")
        self.ways = self._ways(by_kind.get("styles", ""), self.epoch)

    def _add(self, attributes: Attributes, related: dict[str, tuple[str, str]]) -> None:
        kind, target = related.get(attributes.get("id", ""), ("", ""))
        if kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(Listed(attributes.get("name", ""), target, hidden))

    @contextmanager
    def strings(self) -> Iterator[Strings]:
        part = self.open(self.strings_part) if self.has(self.strings_part) else None
        kept = Strings(part)
        try:
            yield kept
        finally:
            kept.close()
            if part:
                part.close()

    def has(self, part: str) -> bool:
        return part.lower() in self.names

    def open(self, part: str) -> IO[bytes]:
        """A part, unpacked as it is read: never more than it declares."""
        return self.packed.open(self.names[part.lower()])

    def _part(self, part: str) -> Iterator[tuple[str, str, Attributes]]:
        if self.packed.getinfo(self.names[part.lower()]).file_size > MAX_PART:
            raise Bad(f"{part} is too large")
        with self.open(part) as file:
            yield from elements(file)

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that a part points to: by its name for each, the kind and the path."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for _around, element, attributes in self._part(rels) if self.has(rels) else ():
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = kind, target.lstrip("/")
        return found

    def _ways(self, part: str, epoch: dt.datetime) -> list[numbers.Shown]:
        codes: dict[int, str] = {}
        formats: list[int] = []
        for around, name, attributes in self._part(part) if self.has(part) else ():
            if name == "numFmt" and around == "numFmts":
                codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif name == "xf" and around == "cellXfs":
                formats.append(_number(attributes.get("numFmtId")))
        known = {number: numbers.way(number, codes, epoch) for number in set(formats)}
        return [known[number] for number in formats]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
