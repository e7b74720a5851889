"""Copies of decoy documents among what a mail carries: by their bytes, or by the mark in their metadata."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from mailguard.facts import Facts
from mailguard.message.parse import parse

_MARK = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
_MOST = 30_000_000  # bytes of a file that are looked through
_MOST_PROPERTIES = 200_000
_BAD = (zipfile.BadZipFile, OSError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def found(raw: bytes, facts: Facts) -> tuple[str, ...]:
    """The signs of copies in a mail, as ``Profile.decoy_files`` has them; () for nearly all mail."""
    wanted = frozenset(facts.profile.decoy_files)
    if not wanted or not facts.files:
        return ()
    here = {file.sha256 for file in facts.files} & wanted
    marks = {each for each in wanted if len(each) == 32}
    if marks:  # a copy that was saved anew has other bytes and the same mark
        here |= set(_marks(parse(raw).payloads.values())) & marks
    return tuple(sorted(here))


def _marks(files: Iterable[bytes]) -> Iterator[str]:
    for data in files:
        if data[:4] == b"PK\x03\x04":
            yield from _of_office(data)
        elif data[:5] == b"%PDF-":
            plain = data[:_MOST]
            for text in (plain, plain.replace(b"\0", b"")):  # properties may stand there as UTF-16
                yield from (each.decode() for each in _MARK.findall(text))


def _of_office(data: bytes) -> Iterator[str]:
    with suppress(*_BAD), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for name in _PROPERTIES:
            if name in names:
                with archive.open(name) as member:
                    yield from (each.decode() for each in _MARK.findall(member.read(_MOST_PROPERTIES)))
