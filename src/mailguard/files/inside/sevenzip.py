"""7z archives."""

import io
from typing import Any

import py7zr
from py7zr.exceptions import PasswordRequired
from py7zr.io import BytesIOFactory

from mailguard.files import bounds, names, reasons
from mailguard.files.finding import Case, Finding, Member

_MOST = 48_000_000  # bytes unpacked in all: members of a solid archive can't be reached alone


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    if _attempt(data, None, found):
        return found
    if not any(trait.name == "encrypted" for trait in found.traits):
        return found
    if case.n_told:
        found.note("password_told")
    for word in case.passwords:
        trial = Finding()
        if _attempt(data, word, trial):
            found.note("opened", word)
            found.add(trial)
            return found
    _names(data, found)
    return found


def _attempt(data: bytes, password: str | None, found: Finding) -> bool:
    """Unpack all that the bounds allow; False where a password is missing or wrong, or it is broken."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data), password=password) as archive:
            if password is None and archive.needs_password():
                found.note("encrypted", "archive")
                return False
            _unpack(archive, len(data), found)
    except PasswordRequired:
        found.note("encrypted", "archive")
        return False
    except Exception as error:  # a wrong password ends in whatever the decoders raise
        if password is None:
            found.note("unread", reasons.why(error))
        return False
    return True


def _unpack(archive: py7zr.SevenZipFile, packed: int, found: Finding) -> None:
    entries = [each for each in archive.list() if not each.is_directory]
    total = sum(int(each.uncompressed or 0) for each in entries)
    if total > bounds.BIG and total > bounds.RATIO * packed:
        found.note("bomb", f"{packed:,} raw unpack to {total:,}")
    entries.sort(key=lambda each: names.urgency(each.filename))
    found.leave((each.filename for each in entries[bounds.MOST_MEMBERS :]), len(entries))
    chosen = entries[: bounds.MOST_MEMBERS]
    for each in chosen:
        if ".." in each.filename.replace("\\", "/").split("/") or each.filename.startswith(("/", "\\")):
            found.note("traversal", each.filename)
    contents: dict[str, Any] = {}
    if total <= _MOST:
        factory = BytesIOFactory(bounds.MOST_READ)
        archive.extract(targets=[each.filename for each in chosen], factory=factory)
        contents = factory.products
    else:
        found.leave((each.filename for each in chosen), len(entries))
    for each in chosen:
        content = contents.get(each.filename)
        piece = content.read() if content is not None else None
        found.members.append(Member(each.filename, piece, size=int(each.uncompressed or 0)))


def _names(data: bytes, found: Finding) -> None:
    """A locked archive may still tell the names of what it holds."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data), password="-") as archive:  # noqa: S106 - any will do for names
            told = [each.filename for each in archive.list() if not each.is_directory]
    except Exception:
        return
    found.members += [Member(name) for name in sorted(told, key=names.urgency)[: bounds.MOST_MEMBERS]]
