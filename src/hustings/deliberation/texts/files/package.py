"""A packed document, DOCX or ODT, that may be hostile: bounded before anything of it is unpacked.

Nothing is fetched, run or expanded: a part that declares entities or a document type is refused, macros are
refused, links to templates and pictures are never followed.
"""

import io
import zipfile
import zlib
from functools import cached_property
from typing import Any

from lxml import etree

from hustings.deliberation.texts.files.refusals import Reason, Unreadable

MOST = 10 << 20  # bytes: the file
MOST_PART = 16 << 20  # bytes: one part of it, unpacked
MOST_CONTENTS = 1 << 20  # bytes: its table of contents
MOST_ENTRIES = 2_000
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TAIL = 1 << 17  # bytes: where an archive's table of contents is named
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,  # packed or locked in a way that zipfile does not know
    RuntimeError,
    ValueError,
    OSError,
)
_OLE = b"\xd0\xcf\x11\xe0"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_FOLDERS = ("basic/", "scripts/")  # where ODT keeps them


class Package:
    """The parts of a document by their names."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST:
            raise Unreadable(Reason.SIZE)
        if data[:4] == _OLE:  # Office's own locking, or a document of before 2007
            raise Unreadable(Reason.LOCKED if b"E\0n\0c\0r\0y\0p\0t" in data else Reason.KIND)
        _demand_contents(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as fault:
            raise Unreadable(Reason.DAMAGED) from fault
        self._demand()

    @cached_property
    def names(self) -> dict[str, zipfile.ZipInfo]:
        """Its parts by name, in small letters: Word doesn't tell them apart."""
        return {entry.filename.lower().lstrip("/"): entry for entry in self._archive.infolist()}

    def _demand(self) -> None:
        entries = self._archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Unreadable(Reason.SIZE)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(Reason.LOCKED)
        if any(name.endswith(_MACROS) or name.startswith(_FOLDERS) for name in self.names):
            raise Unreadable(Reason.MACROS)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """A part, whole; refused when it unpacks to more than it may."""
        entry = self.names.get(name.lower())
        if entry is None or entry.compress_type not in _PACKED:
            raise Unreadable(Reason.DAMAGED)
        if entry.file_size > MOST_PART:
            raise Unreadable(Reason.SIZE)
        try:
            with self._archive.open(entry) as part:
                data = part.read(MOST_PART + 1)
        except _BROKEN as fault:
            raise Unreadable(Reason.DAMAGED) from fault
        if len(data) > MOST_PART:
            raise Unreadable(Reason.SIZE)
        return data

    def tree(self, name: str) -> Any:
        """The root of a part that is XML."""
        return parsed(self.read(name))


def _demand_contents(data: bytes) -> None:
    """Refuse a table of contents that alone would fill the memory, before it is read."""
    tail = data[-_TAIL:]
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > MOST_CONTENTS:
        raise Unreadable(Reason.SIZE)


def parsed(data: bytes) -> Any:
    """The root of an XML document in UTF-8, without entities, network, comments or instructions.

    In another encoding a declaration could hide from the look for it. libxml2's own bounds hold: 256 levels,
    10 MB in one text.
    """
    if b"\0" in data[:200]:
        raise Unreadable(Reason.DAMAGED)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable(Reason.ENTITIES)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(Reason.DAMAGED) from fault
