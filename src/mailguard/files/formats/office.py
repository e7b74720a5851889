"""Office Open XML and OpenDocument (ECMA-376, ISO 26300): what loads, runs or hides in a document."""

import re
import zipfile
from html import unescape

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import formulas, zips
from mailguard.files.formats.xlm import AUTO_NAMES
from mailguard.files.names import extension

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_INSTRUCTION = re.compile(rb"<w:instrText[^<>]*>([^<]*)</w:instrText>|<w:fldSimple[^<>]*w:instr=\"([^\"]*)\"")
_TEXT = re.compile(rb"<(?:w:t|a:t|t|text:span)(?:\s[^<>]*)?>([^<]*)<")
_BREAK = re.compile(rb"</(?:w:p|a:p|si|text:p)>")
_DEFINED = re.compile(rb"<definedName[^<>]*name=\"([^\"]*)\"", re.IGNORECASE)
_AUTO_DEFINED = re.compile(AUTO_NAMES, re.IGNORECASE)
# Relationships that load on opening and may carry code, and those that only show something.
_LOADS = re.compile(
    rb"attachedTemplate|oleObject|frame|subDocument|afChunk|externalLinkPath|package|control", re.I
)
_SHOWS = re.compile(rb"image|video|audio|media|externalLink|slideUpdate", re.I)
_PLACES = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"\.rels$", "relations"),
        (r"vbaproject.*\.bin$", "part"),
        (r"/(?:macro|dialog)sheets/", "macro_sheet"),
        (r"/activex/", "activex"),
        (r"/embeddings/", "embedding"),
        (r"/afchunk|\.(?:mht|rtf|html?)$", "member"),
        (r"/externallinks/[^/]*\.xml$", "sheet_link"),
        (
            r"^(?:word/document|content|word/(?:header|footer|footnotes|comments)\d*|ppt/slides/slide\d)\.xml$",
            "text",
        ),
        (r"^xl/(?:sharedstrings|workbook)\.xml$", "book"),
        (r"^(?:basic|scripts)/(?!.*-lc\.xml$)", "basic"),
        (r"\.(?:png|jpe?g|gif|bmp)$", "part"),
    )
)
_ELSEWHERE = re.compile(
    r"(?:file:)?(?:\\\\|//)(?!/)[^\\/]|(?:https?|ftp|mhtml|ms-\w+):|file:/{4}", re.IGNORECASE
)
_MOST_XML = 4_000_000
_MOST_PICTURES = 3


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    try:
        archive = zips.open_zip(data)
    except zips.BadArchive as error:
        found.note("unread", str(error))
        return found
    with archive:
        entries = archive.infolist()
        if sum(each.file_size for each in entries) > max(bounds.BIG, bounds.RATIO * len(data)):
            found.note("bomb", f"{len(data):,} raw unpack to much more")
        n_pictures = n_read = 0
        for entry in entries:
            low = entry.filename.lower().replace("\\", "/")
            if low.endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp")):
                n_pictures += 1
                if n_pictures > _MOST_PICTURES:
                    continue
            if reader := _reader_of(low):
                n_read += 1
                if n_read > 400:
                    found.note("partial", "more than 400 pieces")
                    break
                _piece(archive, entry, low, reader, found)
    found.judge_lure(100)
    return found


def _piece(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, low: str, reader: str, found: Finding) -> None:
    try:
        if "vbaproject" in low and low.endswith(".bin"):
            found.note("macro", "vba")  # whether or not it can be read: it may be that Office can
        data = zips.read_member(archive, entry, _MOST_XML)
    except zips.BadArchive as error:
        found.note("unread", f"{entry.filename}: {error}")
        return
    _PIECES[reader](low, data, found)


def _reader_of(low: str) -> str:
    return next((reader for pattern, reader in _PLACES if pattern.search(low)), "")


def _relations(low: str, data: bytes, found: Finding) -> None:
    """ECMA-376 part 2, 9.3: what the document points to outside of itself."""
    for tag in _RELATION.findall(data)[:2_000]:
        values = {name.lower(): first or second for name, first, second in _ATTRIBUTE.findall(tag)}
        if values.get(b"targetmode", b"").lower() != b"external":
            continue
        target = unescape(values.get(b"target", b"").decode("utf-8", "replace"))
        kind = values.get(b"type", b"").rpartition(b"/")[2]
        if kind == b"hyperlink":
            found.link(target)
        elif not _ELSEWHERE.match(target):
            continue  # beside the document, or on the disk of whoever wrote it
        elif _LOADS.search(kind) and not (kind == b"externalLinkPath" and low.endswith("xlsx")):
            found.note("external" if kind == b"externalLinkPath" else "remote_template", target)
            found.link(target)
        elif _SHOWS.search(kind):
            found.note("external", target)


def _text(low: str, data: bytes, found: Finding) -> None:
    instructions = b"".join(first or second for first, second in _INSTRUCTION.findall(data)[:5_000])
    if instructions:
        _fields(unescape(instructions.decode("utf-8", "replace")), found)
    spaced = _BREAK.sub(b"<t> <", data)
    words = b"".join(_TEXT.findall(spaced)[:20_000])[: 2 * bounds.MOST_TEXT]
    found.say(unescape(words.decode("utf-8", "replace")))


def _fields(text: str, found: Finding) -> None:
    """Fields of Word: DDE starts programs, INCLUDE… loads, HYPERLINK leads."""
    for match in re.finditer(r"\bDDE(?:AUTO)?\b\s*(.{0,160})", text):
        found.note("dde", match[1])
    for match in re.finditer(r"\bINCLUDE(?:PICTURE|TEXT)\s+\"?((?:https?:|\\\\)[^\s\"]{3,300})", text):
        found.note("external", match[1])
    for match in re.finditer(r"\bHYPERLINK\s+\"([^\"]{3,2000})\"", text):
        found.link(match[1])


def _book(low: str, data: bytes, found: Finding) -> None:
    if low.endswith("workbook.xml"):
        for name in _DEFINED.findall(data):
            if _AUTO_DEFINED.search(name.decode("utf-8", "replace")):
                found.note("macro_auto", name.decode("utf-8", "replace"))
    else:
        _text(low, data, found)


def _sheet_link(low: str, data: bytes, found: Finding) -> None:
    if match := re.search(rb"<ddeLink[^<>]*ddeService=\"([^\"]*)\"[^<>]*ddeTopic=\"([^\"]*)\"", data):
        found.note("dde", unescape(b" ".join(match.groups()).decode("utf-8", "replace")))


def _macro_sheet(low: str, data: bytes, found: Finding) -> None:
    found.note("macro", "xlm")
    formulas.judge(data.decode("utf-8", "replace"), found)


def _basic(low: str, data: bytes, found: Finding) -> None:
    if b"<script:module" in data or low.startswith("scripts/"):
        found.note("macro", "basic" if low.startswith("basic/") else extension(low))


def _activex(low: str, data: bytes, found: Finding) -> None:
    found.note("activex")


def _embedding(low: str, data: bytes, found: Finding) -> None:
    """Charts keep their sheet here, as any honest document does; other objects are worth a look."""
    if data.startswith(b"PK"):
        found.members.append(Member(low, data))
    else:
        found.note("ole_object", low.rpartition("/")[2])
        found.members.append(Member(low, data, is_part=True))


def _part(low: str, data: bytes, found: Finding) -> None:
    found.members.append(Member(low, data, is_part=True))


def _member(low: str, data: bytes, found: Finding) -> None:
    found.members.append(Member(low, data))


_PIECES = {
    "relations": _relations,
    "part": _part,
    "macro_sheet": _macro_sheet,
    "activex": _activex,
    "embedding": _embedding,
    "member": _member,
    "sheet_link": _sheet_link,
    "text": _text,
    "book": _book,
    "basic": _basic,
}
