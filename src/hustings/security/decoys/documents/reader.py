"""Reads a found document: its text, the marks in its metadata, its measures. No Django.

``read`` runs this file as a program with little memory and time: documents may be harmful.
"""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import asdict, dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

LARGEST = 30_000_000
_UNPACKED, _SECONDS, _MEMORY = 60_000_000, 20, 1_500_000_000
_MARK = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_TAG = re.compile(r"<[^>]{0,2000}>")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unreadable(Exception):
    """No text was found in it."""


@dataclass
class Read:
    """Content of a document. ``measures`` are the two steps of its layout, None where they are gone."""

    text: str
    kind: str = "text"
    marks: list[str] = field(default_factory=list)
    measures: tuple[float, float] | None = None


def read(data: bytes) -> Read:
    """Content of it; Unreadable where there is none, or where it takes too much."""
    if len(data) > LARGEST:
        raise Unreadable
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", str(Path(__file__).resolve())], input=data, capture_output=True,
            timeout=_SECONDS, check=True,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Unreadable from error
    measures = said["measures"] and tuple(said["measures"])
    return Read(said["text"], said["kind"], said["marks"], measures)


def understand(data: bytes) -> Read:
    if data[:1024].find(b"%PDF-") >= 0:
        return _pdf(data)
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _package(data)
    return _plain(data)


def _decoded(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16" if wide else "utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _plain(data: bytes) -> Read:
    said = _decoded(data)
    marks = sorted(set(_MARK.findall(said)))
    if re.search(r"<(html|body|p|div|span)\b", said[:100_000], re.IGNORECASE):
        said = unescape(_TAG.sub(" ", said))
    return Read(said.replace("\0", ""), "text", marks)


def _package(data: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if sum(info.file_size for info in package.infolist()) > _UNPACKED:
            raise Unreadable
        marks: set[str] = set()
        for name in names:
            if name.startswith("docProps/") or name == "meta.xml":
                marks.update(_MARK.findall(package.read(name).decode("utf-8", "replace")))
        if "word/document.xml" in names:
            text, measures = _word(package)
            return Read(text, "docx", sorted(marks), measures)
        if any(name.startswith("xl/worksheets/") for name in names):
            text, measures = _excel(package)
            return Read(text, "xlsx", sorted(marks), measures)
        parts = [name for name in names if name in {"content.xml"} or name.endswith((".xhtml", ".html"))]
        text = " ".join(package.read(name).decode("utf-8", "replace") for name in parts)
        return Read(unescape(_TAG.sub(" ", text)), "package", sorted(marks))


def _tree(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _word(package: zipfile.ZipFile) -> tuple[str, tuple[float, float] | None]:
    body = _tree(package.read("word/document.xml"))
    lines = []
    for paragraph in body.iter(f"{_W}p"):
        pieces = (
            each.text or "" if each.tag == f"{_W}t" else "\t" for each in paragraph.iter(f"{_W}t", f"{_W}tab")
        )
        lines.append("".join(pieces))
    try:
        left = next(body.iter(f"{_W}pgMar")).get(f"{_W}left")
        styles = _tree(package.read("word/styles.xml"))
        normal = next(s for s in styles.iter(f"{_W}style") if s.get(f"{_W}styleId") == "Normal")
        after = next(normal.iter(f"{_W}spacing")).get(f"{_W}after")
        return "\n".join(lines), (float(left) - 1134, float(after) - 120)
    except (StopIteration, KeyError, TypeError, ValueError):
        return "\n".join(lines), None


_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _excel(package: zipfile.ZipFile) -> tuple[str, tuple[float, float] | None]:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in package.namelist():
        for item in _tree(package.read("xl/sharedStrings.xml")).iter(f"{_S}si"):
            shared.append("".join(text.text or "" for text in item.iter(f"{_S}t")))
    lines, measures = [], None
    for name in sorted(
        n for n in package.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")
    ):
        sheet = _tree(package.read(name))
        for row in sheet.iter(f"{_S}row"):
            lines.append("\t".join(_cell(cell, shared) for cell in row.iter(f"{_S}c")))
        measures = measures or _widths(sheet)
    return "\n".join(lines), measures


def _cell(cell: Any, shared: list[str]) -> str:
    said = "".join(each.text or "" for each in cell.iter(f"{_S}v", f"{_S}t"))
    if cell.get("t") == "s":
        return shared[int(said)] if said.isdecimal() and int(said) < len(shared) else ""
    return said.removesuffix(".0")


def _widths(sheet: Any) -> tuple[float, float] | None:
    found = {col.get("min"): col.get("width") for col in sheet.iter(f"{_S}col")}
    try:
        return (float(found["1"]) - 38) * 64, (float(found["2"]) - 16) * 64
    except (KeyError, TypeError, ValueError):
        return None


def _pdf(data: bytes) -> Read:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    lines, measures = [], None
    for page in list(document)[:300]:
        text = page.get_textpage()
        lines.append(text.get_text_bounded())
        if measures is None and text.count_chars():
            boxes = [text.get_charbox(at) for at in range(min(text.count_chars(), 400))]
            full = [box for box in boxes if box[2] > box[0]]
            if full:
                measures = (min(box[0] for box in full), page.get_height() - max(box[3] for box in full))
    said = " ".join(str(value) for value in document.get_metadata_dict().values())
    marks = sorted(set(_MARK.findall(said)) | set(_MARK.findall(data.decode("latin-1"))))
    return Read("\n".join(lines), "pdf", marks[:1000], measures)


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(asdict(understand(sys.stdin.buffer.read()))))
