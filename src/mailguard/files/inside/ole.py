"""Compound files (MS-CFB) of Office: macros, objects, equations, links; also macro projects alone."""

import io
import re

import olefile
from oletools import olevba

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import links_in, macros
from mailguard.files.formats.formulas import judge as judge_formulas
from mailguard.files.inside import locked, packages

_EQUATION = "0002CE02-0000-0000-C000-000000000046"  # its class, however the stream is named
_MOST_SOURCE = 2_000_000
_DDE = re.compile(r"\bDDE(?:AUTO)?\s+[\"\\]?([^\x00-\x1f]{3,160})")


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    if not olefile.isOleFile(data=data):
        found.note("unread", "its directory is broken")
        return found
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        names = ["/".join(each) for each in file.listdir()[: bounds.MOST_NAMES]]
        _objects(file, names, found)
        if locked.is_locked_old(data, names):
            locked.note(case, found)
            locked.open_with(data, case, found)
        if "WordDocument" in names:
            _words(file, found)
        has_sheets = any(name in {"Workbook", "Book"} for name in names)
    if any("vba/dir" in name.lower() for name in names):
        _macros(data, found)
    if has_sheets:
        _sheets(data, found)
    return found


def _objects(file: olefile.OleFileIO, names: list[str], found: Finding) -> None:
    if _EQUATION in (
        str(file.root.clsid),
        *(str(file.getclsid(each)) for each in file.listdir(False, True)[:200]),
    ):
        found.note("equation")
    for name in names:
        last = name.rpartition("/")[2].lower()
        if last == "\x01ole10native":
            packages.note(_stream(file, name), found)
        elif last == "equation native":
            found.note("equation")
        elif last in {"package", "contents"} and "/" in name and "objectpool" in name.lower():
            found.members.append(Member("object", _stream(file, name)))
        elif name.lower().startswith("objectpool/") and last == "\x01compobj":
            found.note("ole_object", _class(_stream(file, name)))


def _class(data: bytes) -> str:
    """The readable name in a CompObj stream (MS-OLEDS 2.3.8)."""
    size = int.from_bytes(data[28:32], "little")
    return data[32 : 32 + min(size, 80)].rstrip(b"\x00").decode("cp1252", "replace")


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    return bytes(file.openstream(name).read(bounds.MOST_READ))


def _words(file: olefile.OleFileIO, found: Finding) -> None:
    """The text of Word 97 lies in pieces; fields and addresses in it are found without joining them."""
    data = _stream(file, "WordDocument")
    for text in (data.decode("cp1252", "replace"), data.decode("utf-16-le", "replace")):
        for match in list(_DDE.finditer(text))[:10]:
            found.note("dde", match[1])
        for url in links_in.urls(text, 30):
            if url.isascii():
                found.link(url)


def _macros(data: bytes, found: Finding) -> None:
    parser = olevba.VBA_Parser("file", data=data, disable_pcode=True)
    try:
        found.note("macro", "vba")
        if not parser.detect_vba_macros():
            found.note("partial", "the macros can't be read")
            return
        left = _MOST_SOURCE
        for _file, _stream_path, _name, source in parser.extract_macros():
            macros.judge(str(source)[:left], found)
            left -= len(source)
            if left <= 0:
                found.note("cut", "the macros are very long")
                break
    finally:
        parser.close()


def _sheets(data: bytes, found: Finding) -> None:
    """Excel 4 macros live in the sheets themselves (MS-XLS 2.4.28: BoundSheet8 of type 1)."""
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        name = "Workbook" if file.exists("Workbook") else "Book"
        book = _stream(file, name)
    at, has_macro_sheet = 0, False
    while at + 4 <= len(book):
        kind, size = (
            int.from_bytes(book[at : at + 2], "little"),
            int.from_bytes(book[at + 2 : at + 4], "little"),
        )
        body = book[at + 4 : at + 4 + size]
        if kind == 0x85 and len(body) >= 6 and body[5] == 1:
            has_macro_sheet = True
        elif (
            kind == 0x18 and len(body) > 14 and body[0] & 0x20 and body[14 + 1 : 14 + 2] in {b"\x01", b"\x02"}
        ):
            found.note("macro_auto", "auto_open" if body[15] == 1 else "auto_close")  # built-in names
        at += 4 + size
    if has_macro_sheet:
        found.note("macro", "xlm")
        judge_formulas(book.decode("latin-1"), found)
