"""Open a backup: verified from end to end first, then its parts in their order."""

import gzip
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from hustings.foundation.backups import container
from hustings.foundation.backups.content import Manifest
from hustings.foundation.backups.refusals import NotWhole, Refused
from hustings.foundation.lib.process.cli_language import gettext as _

_TABLE = re.compile(r"tables/([A-Za-z0-9_]+)/\d+\.tsv")
_PIECE = 1 << 23  # of a table, read at once
_MOST_MANIFEST, _MOST_NAME = 1 << 25, 1 << 16
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error, RecursionError, OverflowError)


@dataclass(frozen=True)
class Lines:
    table: str
    data: bytes


@dataclass(frozen=True)
class Kept:
    """A file: of which root, where in it, and its bytes to read now."""

    root: str
    place: PurePosixPath
    mode: int
    mtime: float
    size: int
    file: "_Read"


class _Entry(tarfile.TarInfo):
    """Entry as we write it: a plain file, or a header with a long name. The library reads others, too."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        is_name = self.type == tarfile.XHDTYPE
        if not (is_name or self.type in {tarfile.REGTYPE, tarfile.AREGTYPE}):
            raise _odd(self.name)
        if is_name and not 0 <= self.size <= _MOST_NAME:
            raise _odd(self.name)
        return super()._proc_member(archive)  # type: ignore[misc]


class Backup:
    """A backup that was found whole. Its seal is no secret, so no part is read without a bound."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.size = self._left = size
        content = gzip.GzipFile(fileobj=file, mode="rb")
        try:
            self._tar = tarfile.open(  # noqa: SIM115 - closed with its file
                None, "r|", content, container.BLOCK, tarinfo=_Entry
            )
        except _BROKEN as error:
            raise _no_manifest() from error
        first = self._next()
        if first is None or first.name != "manifest.json" or first.size > _MOST_MANIFEST:
            raise _no_manifest()
        try:
            self.manifest = Manifest.from_json(self._json(first))
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise NotWhole(_("The manifest of this backup can’t be read. Nothing was changed.")) from error

    def parts(self) -> Iterator[Lines | Kept]:
        """Rows, then files. What has no business in a backup ends it."""
        known = {table.name for table in self.manifest.tables}
        while (entry := self._next()) and entry.name != "sums.json":
            file = _Read(self._tar, entry)
            if (found := _TABLE.fullmatch(entry.name)) and found[1] in known:
                yield from (Lines(found[1], data) for data in _whole_lines(entry.name, file))
            else:
                yield _kept(entry, file)

    def _next(self) -> tarfile.TarInfo | None:
        try:
            entry = self._tar.next()
        except _BROKEN as error:
            raise _odd(type(error).__name__) from error
        self._tar.members.clear()  # type: ignore[attr-defined]  # it would remember them all
        if entry is None:
            return None
        if not entry.isreg() or entry.issparse():  # a hole costs nothing in a file, and fills a disk
            raise _odd(entry.name)
        if not 0 <= entry.size <= self._left:
            raise NotWhole(
                _(
                    "This backup contains data that its manifest doesn’t list: {name}. Nothing was changed."
                ).format(name=entry.name)
            )
        self._left -= entry.size
        return entry

    def _json(self, entry: tarfile.TarInfo) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(_Read(self._tar, entry).read(entry.size))
        return said


class _Read:
    """A part to read in pieces; NotWhole where it ends too early."""

    def __init__(self, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> None:
        file = archive.extractfile(entry)
        assert file is not None
        self._file, self._name = file, entry.name

    def read(self, n: int = _PIECE, /) -> bytes:
        """At most so many bytes."""
        try:
            return self._file.read(n)
        except _BROKEN as error:
            raise _odd(self._name) from error


def _whole_lines(name: str, file: _Read) -> Iterator[bytes]:
    left = b""
    while piece := file.read(_PIECE):
        left += piece
        end = left.rfind(b"\n") + 1
        if end:
            yield left[:end]
            left = left[end:]
        if len(left) > container.MOST_ROW:
            raise NotWhole(
                _("This backup contains a row larger than {most} MB: {name}. Nothing was changed.").format(
                    most=container.MOST_ROW >> 20, name=name
                )
            )
    if left:
        raise _odd(name)


def _odd(name: str) -> NotWhole:
    return NotWhole(_("This backup contains an unexpected entry: {name}").format(name=name[:100]))


def _no_manifest() -> NotWhole:
    return NotWhole(_("This file isn’t a Hustings backup: it doesn’t start with a manifest."))


def _kept(entry: tarfile.TarInfo, file: _Read) -> Kept:
    head, root, *rest = PurePosixPath(entry.name).parts
    if head != "files" or root not in {"media", "private"} or not rest or ".." in rest:
        raise _odd(entry.name)
    return Kept(root, PurePosixPath(*rest), entry.mode & 0o666, entry.mtime, entry.size, file)


@contextmanager
def opened(path: Path, progress: Callable[[int], object] = lambda n: None) -> Iterator[Backup]:
    """Verify the file, then give what is in it; both through one handle, so that nobody swaps it between."""
    try:
        handle = path.open("rb")
    except OSError as error:
        raise Refused(_("{file} can’t be read: {why}.").format(file=path, why=error.strerror)) from error
    with handle as file:
        yield Backup(file, container.verify(file, progress))
