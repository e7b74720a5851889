"""Open a backup: verified from end to end first, then its parts in their order."""

import gzip
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from hustings.backups import container
from hustings.backups.content import Manifest
from hustings.backups.refusals import NotWhole, Refused
from hustings.lib.words import gettext as _

_TABLE = re.compile(r"tables/([A-Za-z0-9_]+)/\d+\.tsv")


@dataclass(frozen=True)
class Lines:
    """Some rows of a table."""

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
    file: IO[bytes]


class Backup:
    """A backup that was found whole. ``manifest`` is read; ``parts()`` reads the rest once."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.size = size
        content = gzip.GzipFile(fileobj=file, mode="rb")
        self._tar = tarfile.open(None, "r|", content, container.BLOCK)  # noqa: SIM115 - closed with its file
        first = self._tar.next()
        if first is None or first.name != "manifest.json":
            raise NotWhole(_("This file is no backup made by Hustings: it does not begin with a manifest."))
        self.manifest = Manifest.from_json(self._json(first))

    def parts(self) -> Iterator[Lines | Kept]:
        """Rows, then files. What has no business in a backup ends it."""
        known = {table.name for table in self.manifest.tables}
        while (entry := self._tar.next()) and entry.name != "sums.json":
            self._tar.members.clear()  # type: ignore[attr-defined]  # it would remember them all
            if not entry.isreg():
                raise NotWhole(_("This backup holds something odd: {name}").format(name=entry.name))
            file = self._tar.extractfile(entry)
            assert file is not None
            if (found := _TABLE.fullmatch(entry.name)) and found[1] in known:
                yield Lines(found[1], file.read())
            else:
                yield _kept(entry, file)

    def _json(self, entry: tarfile.TarInfo) -> dict[str, Any]:
        file = self._tar.extractfile(entry)
        assert file is not None
        said: dict[str, Any] = json.load(file)
        return said


def _kept(entry: tarfile.TarInfo, file: IO[bytes]) -> Kept:
    head, root, *rest = PurePosixPath(entry.name).parts
    if head != "files" or root not in {"media", "private"} or not rest or ".." in rest:
        raise NotWhole(_("This backup holds something odd: {name}").format(name=entry.name))
    return Kept(root, PurePosixPath(*rest), entry.mode & 0o666, entry.mtime, entry.size, file)


@contextmanager
def opened(path: Path, progress: Callable[[int], object] = lambda n: None) -> Iterator[Backup]:
    """Verify the file, then give what is in it; both through one handle, so that nobody swaps it between."""
    try:
        handle = path.open("rb")
    except OSError as error:
        raise Refused(_("{file} can't be read: {why}.").format(file=path, why=error.strerror)) from error
    with handle as file:
        yield Backup(file, container.verify(file, progress))
