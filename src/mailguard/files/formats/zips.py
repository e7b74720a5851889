"""Zip archives (APPNOTE 6.3): names, bombs, locks, and the first bytes of what lies in them."""

import io
import re
import zipfile
import zlib

from mailguard.files import bounds, names, reasons
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import locks

_MOST_LOCKED = 300_000  # bytes deciphered of a locked member: the old cipher runs at 1 MB/s here
_CENTRAL = b"PK\x01\x02"
_OUT = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:")
_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, ValueError, OSError, EOFError)


class BadArchive(Exception):
    """It can't be opened, or it would be unwise to; the message says why."""


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, or BadArchive where its directory is broken or endless."""
    if data.count(_CENTRAL) > bounds.MOST_NAMES:
        raise BadArchive("it lists too many names")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ERRORS as error:
        raise BadArchive(reasons.why(error)) from error


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    try:
        archive = open_zip(data)
    except BadArchive as error:
        found.note("bomb" if "too many" in str(error) else "unread", str(error))
        return found
    with archive:
        entries = [each for each in archive.infolist() if each.file_size or not each.is_dir()]
        _warn(entries, len(data), found)
        locked = [each for each in entries if each.flag_bits & 1]
        password = _unlock(archive, locked, case, found) if locked else None
        # what runs comes first, so that a thousand pictures can't hide it
        entries.sort(key=lambda entry: names.urgency(entry.filename))
        for entry in entries[: bounds.MOST_MEMBERS]:
            found.members.append(_member(archive, entry, password, found))
        found.leave((entry.filename for entry in entries[bounds.MOST_MEMBERS :]), len(entries))
    return found


def _warn(entries: list[zipfile.ZipInfo], packed: int, found: Finding) -> None:
    for entry in entries:
        if _OUT.search(entry.filename):
            found.note("traversal", entry.filename)
    total = sum(entry.file_size for entry in entries)
    if total > bounds.BIG and total > bounds.RATIO * packed:
        found.note("bomb", f"{packed:,} raw unpack to {total:,}")


def read_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, password: bytes | None = None
) -> bytes:
    """At most ``most`` bytes of a member, whatever its size is said to be; BadArchive where it is broken."""
    try:
        with archive.open(entry, pwd=password) as file:
            return file.read(most)
    except _ERRORS as error:
        raise BadArchive(reasons.why(error)) from error


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes | None, found: Finding
) -> Member:
    member = Member(entry.filename, None, size=entry.file_size)
    is_locked = bool(entry.flag_bits & 1)
    if is_locked and password is None:
        return member
    try:
        if is_locked and entry.compress_type == 99:
            member.data = locks.open_aes(archive, entry, password or b"", bounds.MOST_READ)
        else:
            most = _MOST_LOCKED if is_locked else bounds.MOST_READ
            member.data = read_member(archive, entry, most, password)
    except (BadArchive, *_ERRORS) as error:
        found.note("unread", f"{entry.filename}: {error}")
    return member


def _unlock(
    archive: zipfile.ZipFile, locked: list[zipfile.ZipInfo], case: Case, found: Finding
) -> bytes | None:
    """The password that opens the smallest locked member, if we know one."""
    found.note("encrypted", locked[0].filename)
    if case.n_told:
        found.note("password_told")
    probe = min(locked, key=lambda entry: entry.compress_size)
    for word in case.passwords:
        password = word.encode()
        if _opens(archive, probe, password):
            found.note("opened", word)
            return password
    return None


def _opens(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes) -> bool:
    try:
        if entry.compress_type == 99:
            return locks.is_right(archive, entry, password)
        # One check byte lets a wrong password pass one time in 256; the checksum of a small member decides.
        read_member(archive, entry, _MOST_LOCKED, password)
    except (BadArchive, *_ERRORS):
        return False
    return True
