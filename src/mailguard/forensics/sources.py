"""Contents of a dump: files, Maildirs, mbox, archives in archives, Outlook's PST, in a stable order.

Members are read one by one, nothing is unpacked by the names in an archive.
"""

# os.path says no where Path raises, and keeps names that are no text.
# ruff: noqa: PTH123
import errno
import os
import re
import shutil
import stat
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, cast

from mailguard import mailboxes
from mailguard.forensics import names
from mailguard.i18n import mark
from mailguard.mailboxes import Unreadable

_ZIPPED, _TARRED, _PST = (".zip",), (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), (".pst", ".ost")
_CLOSED = (".7z", ".rar", ".gz", ".bz2", ".xz")
_DEEPEST = 4  # archives in archives
_IN_MEMORY = 32_000_000  # bytes of a member; what is longer goes through a file
_LONG, _DENSE = 500_000_000, 300  # bytes, and how many of them one packed byte may become
_FAULTS = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, OSError, NotImplementedError)
_LITTLE = 1_000_000  # bytes free on a disk that is as good as full
_MOST_MEMBERS = 5_000_000
_OTHERS = (".ics", ".vcf")  # what readpst makes of dates and people
_SKIPPED = re.compile(rb", [1-9]\d* items skipped\.\s*\Z")  # at the end of its line for a folder
_PATIENCE = 6 * 3_600  # seconds for Debian's readpst with one file
_READER_KB = 8_000_000  # kilobytes of memory for it
LOCKED = mark("It is locked with a password: unpack it into a folder, then give that folder")
DENSE = mark("It unpacks to far more than mail does, as archives do that are made to fill disks")
FULL = mark(
    "Unpacked it would fill more than half of what is free on the disk: make room, then start a new case"
)
CLOSED = mark("Archives of this kind are not opened: unpack it into a folder, then give that folder")
DEEP = mark("Archives lie too deep in archives: unpack it into a folder, then give that folder")
BROKEN = mark("The archive is broken; what was read before its fault stays in the result")
MISNAMED = mark(
    "It names files otherwise than it says (as UTF-8): unpack it into a folder, then give that folder"
)
NO_READER = mark(
    "Outlook's PST is read by readpst: install it (apt install pst-utils), then start a new case"
)
PASSED = mark(
    "It is damaged, or of a kind that readpst reads in part: it passed over items, and mail may be missing"
)
NOT_READ = mark("readpst could not read it")


@dataclass(frozen=True, slots=True)
class Source:
    """One file that may hold mail; ``path`` names it, ``open`` gives its bytes.

    ``is_rewritten``: no signature can hold; ``is_container``: its mail came before it.
    """

    path: str
    open: "Callable[[], BinaryIO]"
    size: int
    is_file: bool = True  # it lies there by itself: its hash says something
    is_rewritten: bool = False
    is_container: bool = False


def walk(paths: Iterable[str], folder: Path, is_dump: bool = True) -> Iterator[Source | Unreadable]:
    """Everything under the paths, by ``names.kept``; ``folder`` is for unpacking.

    In our own mail links are followed and hidden files left out.
    """
    for found in _walk(paths, folder, is_dump):
        path = names.kept(found.path)
        yield found if path == found.path else replace(found, path=path)


def _walk(paths: Iterable[str], folder: Path, is_dump: bool = True) -> Iterator[Source | Unreadable]:
    for path in paths:
        for file, is_named in mailboxes.files(path, is_dump):
            if isinstance(file, Unreadable):
                yield file
            else:
                yield from _of_file(file, is_named, folder)


def size(paths: Iterable[str]) -> int:
    """Bytes under the paths as they lie there."""
    return mailboxes.size(paths, is_dump=True)


def is_container(path: str) -> bool:
    """Whether it lies there as an archive that is opened: after what is in it comes itself."""
    path = names.real(path)
    return path.lower().endswith((*_ZIPPED, *_TARRED, *_PST)) and os.path.isfile(path)  # noqa: PTH113


def _of_file(file: str, is_named: bool, folder: Path) -> Iterator[Source | Unreadable]:
    lower = file.lower()
    try:
        size = os.stat(file).st_size  # noqa: PTH116
        if lower.endswith(_PST):
            yield from _outlook(file, folder)
            yield Source(file, partial(_open, file), size, is_container=True)
        elif (is_zip := lower.endswith(_ZIPPED)) or lower.endswith(_TARRED):
            with open(file, "rb") as stream:
                yield from _members(stream, file, folder, is_zip, 1)
            yield Source(file, partial(_open, file), size, is_container=True)
        elif lower.endswith(_CLOSED):
            yield Unreadable(file, CLOSED)
        elif is_named or mailboxes.is_mail(file):
            yield Source(file, partial(_open, file), size)
    except OSError as error:
        refuse_full(error)
        yield Unreadable(file, error.strerror or str(error))


def refuse_full(error: BaseException) -> None:
    """Raise it again where the disk is full: that is no fault of what is read."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        raise error


def _open(file: str) -> BinaryIO:
    return open(file, "rb")  # whoever reads it closes it


# --- Archives ----------------------------------------------------------------------------------
def _members(
    stream: BinaryIO, path: str, folder: Path, is_zip: bool, depth: int
) -> Iterator[Source | Unreadable]:
    if depth > _DEEPEST:
        yield Unreadable(path, DEEP)
        return
    try:
        yield from (_zipped if is_zip else _tarred)(stream, path, folder, depth)
    except _FAULTS as error:
        refuse_full(error)
        yield Unreadable(path, BROKEN)
    except UnicodeDecodeError:  # zipfile reads no such table of contents
        yield Unreadable(path, MISNAMED)


def _zipped(stream: BinaryIO, path: str, folder: Path, depth: int) -> Iterator[Source | Unreadable]:
    with zipfile.ZipFile(stream) as archive:
        packed, total = _length(stream), 0
        for info in archive.infolist()[:_MOST_MEMBERS]:
            name = f"{path}/{info.filename}"
            if info.is_dir():
                continue
            total += info.file_size
            if _is_dense(total, packed):  # many members may lie over each other
                yield Unreadable(path, DENSE)
                return
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Unreadable(name, mailboxes.LINKED)
            elif info.flag_bits & 1:
                yield Unreadable(name, LOCKED)
            elif _is_dense(info.file_size, info.compress_size):
                yield Unreadable(name, DENSE)
            else:
                yield from _member(lambda info=info: archive.open(info), name, info.file_size, folder, depth)  # type: ignore[misc]


def _tarred(stream: BinaryIO, path: str, folder: Path, depth: int) -> Iterator[Source | Unreadable]:
    packed, total = _length(stream), 0
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for info in archive:
            total += info.size
            if _is_dense(total, packed):  # to pass it over would unpack it, too
                yield Unreadable(path, DENSE)
                return
            if info.issym() or info.islnk():
                yield Unreadable(f"{path}/{info.name}", mailboxes.LINKED)
            if not info.isfile():
                continue
            opened = archive.extractfile(info)
            if opened is not None:
                yield from _member(lambda o=opened: o, f"{path}/{info.name}", info.size, folder, depth)  # type: ignore[misc]


def _length(stream: BinaryIO) -> int:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size


def _is_dense(size: int, packed: int) -> bool:
    return size > _LONG and size > _DENSE * max(packed, 1)


def _member(
    opened: Callable[[], IO[bytes]], name: str, size: int, folder: Path, depth: int
) -> Iterator[Source | Unreadable]:
    lower = name.lower()
    if size > _IN_MEMORY and size > shutil.disk_usage(folder).free // 2:
        yield Unreadable(name, FULL)
    elif (is_zip := lower.endswith(_ZIPPED)) or lower.endswith(_TARRED):
        with _held(opened, folder) as stream:
            yield from _members(stream, name, folder, is_zip, depth + 1)
    elif lower.endswith(_PST):
        with _held(opened, folder, always=True) as stream:
            yield from _outlook(stream.name, folder, name)
    elif lower.endswith(_CLOSED):
        yield Unreadable(name, CLOSED)
    elif mailboxes.is_mail_by_name(lower) or size:
        with _held(opened, folder) as stream:
            start = stream.read(2_000)
            stream.seek(0)
            if mailboxes.is_mail_by_name(lower) or mailboxes.begins_as_mail(start):
                yield Source(name, lambda: cast(BinaryIO, _Kept(stream)), size, is_file=False)


class _Kept:
    """A stream that whoever reads it may close: it stays open for its owner."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        stream.seek(0)
        self.read, self.readline, self.seek = stream.read, stream.readline, stream.seek

    def __enter__(self) -> "_Kept":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@contextmanager
def _held(opened: Callable[[], IO[bytes]], folder: Path, always: bool = False) -> Iterator[BinaryIO]:
    """The bytes of a member, so that they can be sought in: in memory, or in a file without a name."""
    with opened() as packed:
        if always:
            with tempfile.NamedTemporaryFile(dir=folder, suffix=".pst") as file:
                shutil.copyfileobj(packed, file, 1_000_000)
                file.flush()
                yield cast(BinaryIO, file)
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder)) as held:
            shutil.copyfileobj(packed, held, 1_000_000)
            held.seek(0)
            yield cast(BinaryIO, held)


# --- Outlook -----------------------------------------------------------------------------------
def _outlook(file: str, folder: Path, name: str = "") -> Iterator[Source | Unreadable]:
    """What Debian's readpst makes of a PST, once: it stays in the working folder until the case goes."""
    name = name or file
    if not shutil.which("readpst"):
        yield Unreadable(name, NO_READER)
        return
    made = folder / "pst" / _place(name, file)
    if not made.is_dir():
        unfinished = made.with_suffix(".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True, mode=0o700)
        if not _unpacked(file, unfinished, _passed(made)):
            is_full = shutil.disk_usage(folder).free < _LITTLE
            shutil.rmtree(unfinished, ignore_errors=True)
            if is_full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            yield Unreadable(name, NOT_READ)
            return
        unfinished.rename(made)
    for each in _walk([str(made)], folder):
        if not each.path.lower().endswith(_OTHERS):
            yield _renamed(each, str(made), name)
    if _passed(made).exists():
        yield Unreadable(name, PASSED)


def _passed(made: Path) -> Path:
    """A file that says: something of the PST was passed over."""
    return made.with_suffix(".passed")


def _place(name: str, file: str) -> str:
    import hashlib

    return hashlib.sha256(f"{name}\0{os.path.getsize(file)}".encode("utf-8", "replace")).hexdigest()[:24]  # noqa: PTH202


def _unpacked(file: str, folder: Path, passed: Path) -> bool:
    """Whether readpst came to the end; what it passed over on the way, ``passed`` says."""
    # What a stranger's file makes of the program stays within bounds; a bound that is lower already stays.
    bounds = f'ulimit -c 0; ulimit -v {_READER_KB}; ulimit -t {_PATIENCE}; exec readpst "$@"'
    words = ["/bin/sh", "-c", bounds, "readpst"]
    words += ["-e", "-j", "0", "-o", str(folder), os.path.abspath(file)]  # noqa: PTH100
    passed.unlink(missing_ok=True)
    with tempfile.TemporaryFile(dir=folder.parent) as said:
        try:
            done = subprocess.run(  # noqa: S603 - Debian's program, words of our own
                words,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        said.seek(0)
        if any(_SKIPPED.search(line) for line in iter(partial(said.readline, 10_000), b"")):
            passed.touch()
    return done.returncode == 0


def _renamed(found: Source | Unreadable, real: str, name: str) -> Source | Unreadable:
    path = name + found.path.removeprefix(real)
    if isinstance(found, Unreadable):
        return Unreadable(path, found.why)
    return Source(path, found.open, found.size, is_file=False, is_rewritten=True)
