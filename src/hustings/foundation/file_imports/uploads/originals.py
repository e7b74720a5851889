"""Uploaded files: unpacked where they are gzip, kept in the private storage, opened anew."""

import gzip
import secrets
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.lib.text.said import say

STORAGE = "private"
_GZIP, _PIECE = b"\x1f\x8b", 1 << 20


@contextmanager
def plain(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file itself, or what is in it where it is gzip, as national ones are; none too large."""
    size = file.seek(0, 2)
    if size > settings.IMPORT_LIMIT:
        raise _too_large(size)
    file.seek(0)
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    if not is_packed:
        yield file
        return
    with tempfile.TemporaryFile() as unpacked:
        try:
            with gzip.open(file) as packed:
                while piece := packed.read(_PIECE):
                    if unpacked.tell() + len(piece) > settings.IMPORT_LIMIT:
                        raise _too_large(unpacked.tell() + len(piece))
                    unpacked.write(piece)
        except (OSError, EOFError, zlib.error) as broken:
            raise Unreadable(_("This compressed file is damaged. Download it again.")) from broken
        unpacked.seek(0)
        yield unpacked


def _too_large(size: int) -> Unreadable:
    words = _("The file has %(size)d MB; the limit is %(most)d MB. Split it into several files.")
    return Unreadable(say(words, size=size // 10**6 + 1, most=settings.IMPORT_LIMIT // 10**6))


def keep(file: IO[bytes], folder: str, ending: str = "csv") -> str:
    """Put a file where a task finds it; its path."""
    file.seek(0)
    return storages[STORAGE].save(f"{folder}/{secrets.token_urlsafe(12)}.{ending}", File(file))


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """The file; Unreadable where it is gone."""
    try:
        held: Any = storages[STORAGE].open(path, "rb") if path else None
    except FileNotFoundError:
        held = None
    if held is None:
        raise Unreadable(_("The uploaded file no longer exists. Upload it again."))
    with held:
        yield cast(IO[bytes], held.file)


def forget(row: Any) -> None:
    """Delete the file of a row that has its ``path``. It goes first: after a kill this is done again."""
    delete([row.path])
    type(row)._default_manager.filter(pk=row.pk, path=row.path).update(path="")
    row.path = ""


def delete(paths: Iterable[str]) -> None:
    """Delete these files; none where the path is empty."""
    for path in filter(None, paths):
        storages[STORAGE].delete(path)
