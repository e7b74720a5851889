"""Reader of messages from .eml, mbox, Maildir, Outlook's .msg and standard input, in constant memory.

What can't be read comes as an ``Unreadable`` among them.
"""

# os.path says no where Path raises, and keeps names that are no text.
# ruff: noqa: PTH112, PTH116, PTH118, PTH119, PTH122, PTH123
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from mailguard.i18n import mark

if TYPE_CHECKING:
    from io import BufferedReader

CLOSED = mark("Standard input is closed")
LINKED = mark("It is a link to another file: links in a dump are not followed")
MOST = 60_000_000  # bytes of one message; of what goes beyond only hashes are kept, and reading says so
_MOST_LINE = 1_000_000  # a longer one is read in pieces
_PEEKED = 2_000
_BOM = b"\xef\xbb\xbf"
# The separator of an mbox (RFC 4155, appendix A): who, then day and year; and one that only names somebody.
_DATED = re.compile(rb"From \S+ .{0,80}\b\d{1,2}:\d\d\b.{0,40}\b(?:19|20)\d\d\b")
_NAMED = re.compile(rb"From (?:\S+@\S+|-|MAILER-DAEMON)(?:\s|\Z)|From \S+\s*\Z")
_FIELD = re.compile(rb">?[!-9;-~]{1,60}:|>From ")
_MARK = b"\xef\xbb\xbf"  # of the byte order, as some editors put it in front
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(rb"^[!-9;-~]{1,60}:", re.MULTILINE)  # RFC 5322 2.2
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r\x1b")
_ENDINGS = (".eml", ".msg", ".mbox")  # whoever calls a file so says that it is mail
_SKIPPED = {".toml", ".tsv", ".csv", ".json", ".md", ".db", ".sqlite", ".idx", ".msf", ".py"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A message kept to its first ``MOST`` bytes, ``sha256`` and ``size`` of all of it.

    ``rest`` is a hash of what goes beyond, with one kind of line end and without the last ones.
    """

    sha256: str
    size: int
    rest: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, at a path, ``#3`` for the third of an mbox, from ``offset`` in the file.

    ``whole`` is of a message longer than ``raw``, where that was asked for.
    """

    path: str
    raw: bytes
    offset: int = field(default=0, compare=False)
    whole: Whole | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that could not be read; ``why`` is a sentence for people, in English."""

    path: str
    why: str


def letters(paths: Iterable[str]) -> Iterator[Letter | Unreadable]:
    """Everything under the paths, in a stable order; ``-`` is standard input."""
    for path in paths:
        if path != "-":
            yield from _under(path)
        elif sys.stdin is None:  # closed by whoever started us
            yield Unreadable(path, CLOSED)
        else:
            yield from _stream(sys.stdin.buffer, "-")


def size(paths: Iterable[str], is_dump: bool = False) -> int:
    """Bytes under the paths, for a progress bar; 0 where that can't be known."""
    total = 0
    for path in paths:
        if path == "-":
            return 0
        for file, _ in _files(path, is_dump):
            with suppress(OSError):
                total += 0 if isinstance(file, Unreadable) else os.stat(file).st_size
    return total


def files(path: str, is_dump: bool = False) -> Iterator[tuple[str | Unreadable, bool]]:
    """Files in a stable order, and whether mail for sure; in a dump no links, but hidden ones."""
    return _files(path, is_dump)


def is_mail(path: str) -> bool:
    """Whether a file that nobody named is called, or begins, as mail does."""
    if is_mail_by_name(path):
        return True
    with open(path, "rb") as stream:
        return _is_mail(stream)


def is_mail_by_name(path: str) -> bool:
    """Whether whoever named the file so says that it is mail."""
    return path.lower().endswith(_ENDINGS)


def begins_as_mail(start: bytes) -> bool:
    """Whether the first bytes of a file are those of mail."""
    start = start[:_PEEKED].removeprefix(_BOM)
    return start.startswith((b"From ", OUTLOOK)) or bool(_HEADER.match(start))


def letters_in(stream: BinaryIO, path: str) -> Iterator[Letter | Unreadable]:
    """The messages of one open file, whatever its kind; those that are too long are hashed to their end."""
    return _stream(stream, path, is_whole=True)


def rest_of_mbox(stream: BinaryIO, path: str, offset: int, number: int) -> Iterator[Letter]:
    """The messages of an mbox from the ``number``th on, which begins at ``offset``."""
    stream.seek(offset)
    return _mbox(stream, path, offset, number)


def _under(path: str) -> Iterator[Letter | Unreadable]:
    is_empty = os.path.isdir(path) and not os.path.isdir(os.path.join(path, "cur"))
    for file, is_named in _files(path):
        if isinstance(file, Unreadable):
            is_empty = False
            yield file
            continue
        try:
            with open(file, "rb") as stream:
                if is_named or file.lower().endswith(_ENDINGS) or _is_mail(stream):
                    is_empty = False
                    yield from _stream(stream, file)
        except OSError as error:
            is_empty = False
            yield Unreadable(file, error.strerror or str(error))
    if is_empty:
        yield Unreadable(path, mark("There are no messages in this folder"))


def _is_mail(stream: "BufferedReader") -> bool:
    """Whether a file that nobody named begins as mail does; its place stays at the beginning."""
    return begins_as_mail(stream.peek(_PEEKED))


def _files(path: str, is_dump: bool = False) -> Iterator[tuple[str | Unreadable, bool]]:
    """Files under a path, and whether they are mail for sure: named by the caller, or in a Maildir."""
    if not os.path.lexists(path):
        yield Unreadable(path, os.strerror(2)), True
    elif os.path.isdir(path):
        yield from _inside(path, is_dump)
    else:
        yield path, True


def _inside(path: str, is_dump: bool) -> Iterator[tuple[str | Unreadable, bool]]:
    """A folder and those in it, in the order of their names; deep ones need no deep stack."""
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Unreadable(folder, error.strerror or str(error)), True
            continue
        is_maildir = any(entry.name == "cur" and _is_folder(entry) for entry in found)
        is_inbox = os.path.basename(folder) in {"cur", "new"}
        folders = []
        for entry in found:
            if is_dump and entry.is_symlink():
                yield Unreadable(entry.path, LINKED), True
            elif _is_folder(entry):
                if _is_searched(entry, is_maildir, is_dump):
                    folders.append(entry.path)
            elif _is_read(entry, is_inbox, is_dump) and (
                not is_maildir or (is_dump and is_mail_by_name(entry.name))
            ):
                yield entry.path, is_inbox
        waiting += reversed(folders)


def _is_read(entry: "os.DirEntry[str]", is_inbox: bool, is_dump: bool) -> bool:
    """A file that may be mail. A link that leads nowhere is one: opening it says what is wrong."""
    is_skipped = os.path.splitext(entry.name)[1].lower() in _SKIPPED and not is_inbox
    if (entry.name[0] == "." and not is_dump) or is_skipped:
        return False
    try:
        return entry.is_file() or (is_inbox and entry.is_symlink() and not entry.is_dir())
    except OSError:  # a link that goes in circles
        return True


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is_searched(entry: "os.DirEntry[str]", is_maildir: bool, is_dump: bool) -> bool:
    """Not a Maildir's ``tmp`` nor what is hidden, save Maildir++'s subfolders (``.Sent``)."""
    if entry.name == "tmp" and is_maildir:
        return False
    return is_dump or entry.name[0] != "." or os.path.isdir(os.path.join(entry.path, "cur"))


def _stream(stream: BinaryIO, path: str, is_whole: bool = False) -> Iterator[Letter | Unreadable]:
    """The messages of one open file, by what its first bytes say."""
    first = stream.readline(1_000)
    if has_mark := first.startswith(_MARK + b"From "):
        first = first.removeprefix(_MARK)
    if first.startswith(b"From ") and not path.lower().endswith(".eml"):
        yield from _mbox(stream, path, len(first) + (3 if has_mark else 0))
    elif first.startswith(OUTLOOK):
        yield _outlook(path, first + stream.read(MOST))
    elif first:
        start = b"" if first.startswith(b"From ") else first
        start += stream.read(MOST - len(start))
        if is_junk(start):
            yield Unreadable(path, mark("This isn't a message"))
        else:
            yield Letter(path, start, whole=_beyond(start, stream) if is_whole else None)
    elif path == "-":
        yield Unreadable(path, mark("Nothing came on standard input"))
    else:
        yield Unreadable(path, mark("The file is empty"))


class _Beyond:
    def __init__(self, start: bytes | bytearray) -> None:
        self._whole, self._rest = hashlib.sha256(start), hashlib.sha256()
        self._size, self._ends = len(start), b""

    def add(self, data: bytes) -> None:
        """The next bytes."""
        self._whole.update(data)
        self._size += len(data)
        data = self._ends + data
        bare = data.rstrip(b"\r\n")
        self._ends = data[len(bare) :]
        self._rest.update(bare.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))

    def made(self) -> Whole:
        return Whole(self._whole.hexdigest(), self._size, self._rest.hexdigest())


def _beyond(start: bytes, stream: BinaryIO) -> Whole | None:
    """Read on to the end; None where that is reached already."""
    if len(start) < MOST or not (more := stream.read(_MOST_LINE)):
        return None
    beyond = _Beyond(start)
    while more:
        beyond.add(more)
        more = stream.read(_MOST_LINE)
    return beyond.made()


def is_junk(data: bytes) -> bool:
    """Nothing, or a picture, program, archive: zero bytes and no header at the beginning.

    With many control characters a header counts at the very beginning only: chance looks like one.
    """
    start = data[:4_000]
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:  # UTF-16, which reading takes
        return not start[2:].strip(b"\0\r\n \t")
    if not start.strip():
        return True
    if b"\0" not in start:
        return False
    n_odd = len(start) - len(start.translate(None, _CONTROLS))
    is_odd = n_odd * 20 > len(start)
    return not (_HEADER.match(start.lstrip()) if is_odd else _HEADER.search(start))


def _mbox(stream: BinaryIO, path: str, at: int, first: int = 1) -> Iterator[Letter]:
    """Messages between From_ lines (RFC 4155, "mboxrd"), after the first; one alone is the box's path."""
    number, held, after_blank = first, bytearray(), False
    ahead, begun = b"", at
    beyond: _Beyond | None = None
    while line := ahead or stream.readline(_MOST_LINE):
        ahead = b""
        at += len(line)
        if line.startswith(b"From "):
            ahead = stream.readline(_MOST_LINE)
        if line.startswith(b"From ") and _separates(line, ahead, after_blank):
            yield Letter(f"{path}#{number}", bytes(held), begun, beyond.made() if beyond else None)
            number, begun = number + 1, at
            held.clear()
            after_blank, beyond = False, None
            continue
        after_blank = line in {b"\n", b"\r\n"}
        bare = line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line
        kept = bare[: MOST - len(held)]
        held += kept
        if len(kept) < len(bare):
            beyond = beyond or _Beyond(held)
            beyond.add(bare[len(kept) :])
    yield Letter(
        f"{path}#{number}" if number > 1 else path, bytes(held), begun, beyond.made() if beyond else None
    )


def _separates(line: bytes, following: bytes, after_blank: bool) -> bool:
    """Whether "From " separates: by its date, else by what is around it, for either may be left out."""
    if _DATED.match(line):
        return after_blank or bool(_FIELD.match(following))
    return after_blank and bool(_NAMED.match(line)) and bool(_FIELD.match(following))


def from_outlook(data: bytes) -> bytes:
    """The message in the bytes of an Outlook file, b"" where none can be read."""
    found = _outlook("", data)
    return found.raw if isinstance(found, Letter) else b""


def _outlook(path: str, data: bytes) -> Letter | Unreadable:
    """Outlook's file, put into the form of RFC 5322 by the process that reads what is dangerous."""
    from mailguard.files.finding import Case
    from mailguard.files.sandbox import Unread, shared

    try:
        found = shared.read("letter", data, Case())
    except Unread:
        return Unreadable(path, mark("Outlook's file can't be read"))
    raw = next((member.data for member in found.members if member.data), None)
    return Letter(path, raw) if raw else Unreadable(path, mark("Outlook's file holds no message"))
