"""Whether a file is a workbook that can be read; if not, what it is and what to do."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import olefile
from django.conf import settings
from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import sheets
from hustings.foundation.file_imports.source.workbooks.book import BROKEN, MAX_ENTRIES, Book, Listed
from hustings.foundation.lib.text.said import say, word

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
GROWTH = 8  # times the largest file that is taken: what a workbook may hold unpacked
_TAIL, _CONTENTS = (
    1 << 17,
    1 << 23,
)  # bytes: where an archive's table of contents is named, how long it may be
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def is_workbook(file: IO[bytes]) -> bool:
    """Whether its first bytes are those of a workbook, of the new kind or the old."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    return head in {ZIP, OLE}


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Book]:
    """The workbook in ``file``; Unreadable says what is wrong with it."""
    file.seek(0)
    if file.read(4) == OLE:
        raise Unreadable(_of_old_kind(file))
    with _in_words():
        _demand_contents(file)
        packed = zipfile.ZipFile(file)
    try:
        with _in_words():
            _demand(packed)
            book = Book(packed)
        if not book.sheets:
            raise Unreadable(_("This workbook has no sheet with data."))
        yield book
    finally:
        packed.close()


def records(book: Book, sheet: Listed) -> Iterator[Record]:
    """The rows of a sheet; Unreadable where the file turns out to be damaged on the way."""
    rows = sheets.records(book, sheet)
    while True:
        with _in_words():
            record = next(rows, None)
        if record is None:
            return
        yield record


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except BROKEN as fault:
        raise Unreadable(
            say(
                _(
                    "This workbook is damaged (%(fault)s). Open it in a spreadsheet program, save it "
                    "under a new name and upload that file."
                ),
                fault=str(fault)[:80],
            )
        ) from fault


def _demand_contents(file: IO[bytes]) -> None:
    """Refuse a table of contents that alone would fill the memory, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > _CONTENTS:
        raise zipfile.BadZipFile(_("its table of contents is too long"))
    file.seek(0)


def _demand(packed: zipfile.ZipFile) -> None:
    """Refuse by the table of contents what is no workbook or would burst: no part gives more than it says."""
    entries = packed.infolist()
    if refusal := _of_other_kind(packed, {entry.filename.lower() for entry in entries}):
        raise Unreadable(refusal)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_LOCKED())
    most = settings.IMPORT_LIMIT * GROWTH
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or any(entry.compress_type not in _PACKED for entry in entries):
        raise Unreadable(_("This workbook is packed in an unusual way. Save it again, or save it as CSV."))
    if size > most:
        raise Unreadable(
            say(
                _(
                    "This workbook has %(size)d MB when uncompressed; the limit is %(most)d MB. Split "
                    "the list into several files, or save it as CSV."
                ),
                size=size // 10**6,
                most=most // 10**6,
            )
        )


def _LOCKED() -> str:  # noqa: N802 - a constant in the language of the reader
    return _(
        "This workbook is protected by a password. Remove the password (in Excel: File, "
        "Info, Protect Workbook, Encrypt with Password, leave it empty), save the file and "
        "upload it again."
    )


def _of_old_kind(file: IO[bytes]) -> str:
    """Kind of an OLE file: a locked workbook, an old one, or something else."""
    file.seek(0)
    parts: set[str] = set()
    try:
        with olefile.OleFileIO(file) as ole:
            parts = {entry[0].lower() for entry in ole.listdir()}
    except (OSError, ValueError, IndexError, TypeError):
        parts = set()
    if {"encryptedpackage", "encryptioninfo"} & parts:
        return _LOCKED()
    if "worddocument" in parts:
        return _save_as(_("a text document"))
    return _save_as(_("an old Excel workbook (.xls)"))


def _of_other_kind(packed: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names:
        entry = next(entry for entry in packed.infolist() if entry.filename.lower() == "mimetype")
        with packed.open(entry) as file:
            kind = file.read(100)
        if b"opendocument.spreadsheet" in kind:
            return _save_as(_("a LibreOffice workbook (.ods)"))
    if any(name.endswith("xl/workbook.bin") for name in names):
        return _save_as(_("a binary Excel workbook (.xlsb)"))
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names) or "index.zip" in names:
        return _save_as(_("a Numbers workbook"))
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return _save_as(_("a text document or slides"))
    if "[content_types].xml" not in names:
        return _save_as(_("a compressed file"))
    return ""


def _save_as(kind: str) -> str:
    words = _(
        "This is %(kind)s. Open it in your spreadsheet program, save it as “Excel workbook "
        "(.xlsx)” or “CSV UTF-8”, and upload that file."
    )
    return say(words, kind=word(kind))
