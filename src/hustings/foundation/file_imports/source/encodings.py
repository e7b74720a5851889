"""Encoding of a file, found by reading all of it once."""

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.text.said import say

BLOCK = 1 << 20
_SAMPLE = 1 << 16
CHOICES = [
    ("utf-8", gettext_lazy("UTF-8")),
    ("cp1252", gettext_lazy("Windows, Western Europe (cp1252)")),
    ("mac-roman", gettext_lazy("old Macintosh (Mac Roman)")),
    ("iso8859-15", gettext_lazy("Latin-9 (ISO 8859-15)")),
    ("cp850", gettext_lazy("DOS, Western Europe (cp850)")),
    ("utf-16", gettext_lazy("UTF-16")),
    ("utf-16-le", gettext_lazy("UTF-16, little-endian")),
    ("utf-16-be", gettext_lazy("UTF-16, big-endian")),
    ("utf-32", gettext_lazy("UTF-32")),
]
_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_BY_LIBRARY = {"cp1252": "cp1252", "mac_roman": "mac-roman", "iso8859_15": "iso8859-15", "cp850": "cp850"}
_LETTERS = set("àâäçéèêëîïôöùûüÿñœæáíóúãõßÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑŒÆ’«»€")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_KINDS = [
    (b"%PDF", gettext_lazy("a PDF")),
    (b"\x1f\x8b", gettext_lazy("a compressed file")),
    (b"7z\xbc\xaf", gettext_lazy("a compressed file")),
    (b"SQLite format 3", gettext_lazy("a database")),
    (b"{\\rtf", gettext_lazy("a text document")),
]


class Unreadable(ValueError):
    """The file as a whole can't be read; the message names the line and the remedy."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """Findings of one pass over the bytes."""

    encoding: str
    n_lines: int


def survey(file: IO[bytes]) -> Bytes:
    """Guess the encoding and count the lines in constant memory, or raise Unreadable."""
    head = file.read(_SAMPLE)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Unreadable(_("The file is empty. Export the list again and upload it."))
    if head.startswith(_IMAGES):
        raise Unreadable(_("This is an image. Choose a CSV file or an Excel workbook."))
    for mark, kind in _KINDS:
        if head.startswith(mark):
            raise Unreadable(
                say(
                    _(
                        "This is %(kind)s, not a CSV file. Open it, save it as “CSV UTF-8” and upload "
                        "that file."
                    ),
                    kind=kind,
                )
            )
    file.seek(0)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "") or _wide(head)
    accented: list[bytes] = []
    n_lines = 0
    for n_lines, block in _blocks(file):  # noqa: B007 - the last one counts
        if not marked and not block.isascii() and len(accented) < 2_000:
            accented += [line for line in block.splitlines() if not line.isascii()][:200]
    return Bytes(marked or _guess(accented), n_lines)


def opened(file: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of the file, with U+FFFD for what the encoding does not know. CR, LF or both end a line."""
    file.seek(0)
    text = io.TextIOWrapper(
        file,
        "utf-8-sig" if encoding == "utf-8" else encoding,
        errors="replace",
        newline="",
    )
    try:
        for line in text:  # noqa: UP028 - "yield from" would close the file
            yield line
    except UnicodeError as unmarked:  # letters that are unknown are replaced; a missing mark can't be
        raise Unreadable(
            say(_("The file is not in %(encoding)s. Choose another encoding."), encoding=encoding)
        ) from unmarked
    finally:
        with suppress(ValueError):  # it is closed already
            text.detach()  # which closing this would do


def _blocks(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Blocks with the number of lines up to their end; refuses lines without an end."""
    n_lines = 0
    last = b"\n"
    while block := file.read(BLOCK):
        ends = block.count(b"\n") or block.count(b"\r")
        if not ends and len(block) == BLOCK:
            raise Unreadable(
                say(
                    _("Line %(line)d has more than a million characters. Check that this is the right file."),
                    line=n_lines + 1,
                )
            )
        n_lines, last = n_lines + ends, block
        yield n_lines, block
    if not last.rstrip(b"\0").endswith((b"\n", b"\r")):
        yield n_lines + 1, b""


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte is zero."""
    zeros_first, zeros_second = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and zeros_second > 0.4 * half and zeros_first < 0.1 * half:
        return "utf-16-le"
    if half and zeros_first > 0.4 * half and zeros_second < 0.1 * half:
        return "utf-16-be"
    return ""


def _guess(accented: list[bytes]) -> str:
    """UTF-8 where most lines can be that; else the library and the letters of Western Europe decide."""
    if sum(map(_is_utf_8, accented)) * 2 >= len(accented):
        return "utf-8"
    text = b"\n".join(accented)[:_SAMPLE]
    best = from_bytes(text, cp_isolation=list(_BY_LIBRARY)).best()
    favourite = _BY_LIBRARY.get(best.encoding if best else "", "cp1252")
    candidates = [favourite, *(name for name in _BY_LIBRARY.values() if name != favourite)]
    return max(candidates, key=lambda name: _plausible(text, name))  # the first of equals


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plausible(text: bytes, encoding: str) -> int:
    """Letters of names count for an encoding, symbols and capitals inside words against it."""
    decoded = text.decode(encoding, errors="replace")
    score = 0
    for before, letter in zip(" " + decoded, decoded, strict=False):
        if letter.isascii():
            continue
        if letter not in _LETTERS or (letter.isupper() and before.islower()):
            score -= 2
        else:
            score += 1
    return score
