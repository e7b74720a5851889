"""Messages out of files and folders, one at a time: .eml, mbox, Maildir, Outlook's .msg, standard input.

Memory stays constant whatever the size of a mailbox. What can't be read comes as an ``Unreadable`` among
the messages.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mailguard.words import mark

MOST = 60_000_000  # octets of one message; what goes beyond is dropped, and reading says so
_MOST_LINE = 1_000_000  # a longer one is read in pieces
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(rb"^[!-9;-~]{1,60}:", re.MULTILINE)  # RFC 5322 2.2
_SKIPPED = {".toml", ".tsv", ".csv", ".json", ".md", ".db", ".sqlite", ".idx", ".msf", ".py"}


@dataclass(frozen=True, slots=True)
class Letter:
    """One message and where it stands: a path, with ``#3`` after it for the third message of an mbox."""

    path: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that could not be read; ``why`` is a sentence for people, in English."""

    path: str
    why: str


def letters(paths: Iterable[str]) -> Iterator[Letter | Unreadable]:
    """Everything under the paths, in a stable order; ``-`` is standard input."""
    for path in paths:
        if path == "-":
            yield from _stream(sys.stdin.buffer, "-")
        else:
            yield from _under(Path(path))


def size(paths: Iterable[str]) -> int:
    """Octets under the paths, for a progress bar; 0 where that can't be known."""
    total = 0
    for path in paths:
        if path == "-":
            return 0
        for file in _files(Path(path)):
            if isinstance(file, Path):
                total += file.stat().st_size if file.exists() else 0
    return total


def _under(path: Path) -> Iterator[Letter | Unreadable]:
    is_empty = path.is_dir() and not Path(path, "cur").is_dir()
    for file in _files(path):
        is_empty = False
        if isinstance(file, Unreadable):
            yield file
            continue
        try:
            with file.open("rb") as stream:
                yield from _stream(stream, str(file))
        except OSError as error:
            yield Unreadable(str(file), error.strerror or str(error))
    if is_empty:
        yield Unreadable(str(path), mark("There are no messages in this folder"))


def _files(path: Path) -> Iterator[Path | Unreadable]:
    """Regular files under a path; a Maildir's are those in ``cur`` and ``new``."""
    if not path.exists():
        yield Unreadable(str(path), os.strerror(2))
    elif path.is_dir():
        refused: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=refused.append):
            folders[:] = sorted(name for name in folders if _is_searched(folder, name))
            for name in sorted(names):
                file = Path(folder, name)
                if name[0] != "." and file.suffix.lower() not in _SKIPPED and file.is_file():
                    yield file
        yield from (Unreadable(str(error.filename), error.strerror or str(error)) for error in refused)
    else:
        yield path


def _is_searched(folder: str, name: str) -> bool:
    """Not a Maildir's ``tmp`` nor what is hidden, save Maildir++'s subfolders (``.Sent``)."""
    if name == "tmp" and Path(folder, "cur").is_dir():
        return False
    return name[0] != "." or Path(folder, name, "cur").is_dir()


def _stream(stream: BinaryIO, path: str) -> Iterator[Letter | Unreadable]:
    """The messages of one open file, by what its first octets say."""
    first = stream.readline(1_000)
    if first.startswith(b"From ") and not path.lower().endswith(".eml"):
        yield from _mbox(stream, path)
    elif first.startswith(_OUTLOOK):
        yield _outlook(path, first + stream.read(MOST))
    elif first:
        whole = (b"" if first.startswith(b"From ") else first) + stream.read(MOST)
        yield Unreadable(path, mark("This is no message")) if _is_junk(whole) else Letter(path, whole)
    elif path == "-":
        yield Unreadable(path, mark("Nothing came on standard input"))
    else:
        yield Unreadable(path, mark("The file is empty"))


def _is_junk(data: bytes) -> bool:
    """A picture, a program, an archive …: octets of zero at the beginning, and no header anywhere near."""
    start = data[:4_000]
    return b"\0" in start and not _HEADER.search(start)


def _mbox(stream: BinaryIO, path: str) -> Iterator[Letter]:
    """Messages between the From_ lines (RFC 4155, "mboxrd"): the separator's first line is read already.

    A box with a single message gives it the path of the box.
    """
    number, held, n_octets, after_blank = 1, bytearray(), 0, False
    while line := stream.readline(_MOST_LINE):
        if after_blank and line.startswith(b"From "):
            yield Letter(f"{path}#{number}", bytes(held))
            number, n_octets = number + 1, 0
            held.clear()
            after_blank = False
            continue
        after_blank = line in {b"\n", b"\r\n"}
        if n_octets < MOST:
            held += line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line
        n_octets += len(line)
    yield Letter(f"{path}#{number}" if number > 1 else path, bytes(held))


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
