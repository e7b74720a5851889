"""RAR archives: names, locks and stored members. Unpacking needs a program that is not free."""

import io

import rarfile

from mailguard.files import bounds, names, reasons
from mailguard.files.finding import Case, Finding, Member


def read(data: bytes, case: Case) -> Finding:
    """Members; only those that are stored without packing have bytes."""
    found = Finding()
    try:
        archive = rarfile.RarFile(io.BytesIO(data))
    except rarfile.Error as error:
        found.note("unread", reasons.why(error))
        return found
    with archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if archive.needs_password():
            found.note("encrypted", "archive")
            if case.n_told:
                found.note("password_told")
        total = sum(each.file_size for each in entries)
        if total > bounds.BIG and total > bounds.RATIO * len(data):
            found.note("bomb", f"{len(data):,} raw unpack to {total:,}")
        entries.sort(key=lambda entry: names.urgency(entry.filename or ""))
        found.leave((entry.filename or "" for entry in entries[bounds.MOST_MEMBERS :]), len(entries))
        for entry in entries[: bounds.MOST_MEMBERS]:
            _member(archive, entry, found)
    if not entries and not any(trait.name == "encrypted" for trait in found.traits):
        found.note("unread", "nothing is in it")
    return found


def _member(archive: rarfile.RarFile, entry: rarfile.RarInfo, found: Finding) -> None:
    name = entry.filename or ""
    if ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")):
        found.note("traversal", name)
    member = Member(name, None, size=entry.file_size)
    if entry.compress_type == rarfile.RAR_M0 and not entry.needs_password():
        try:
            with archive.open(entry) as file:
                member.data = file.read(bounds.MOST_READ)
        except (rarfile.Error, OSError, EOFError, ValueError) as error:
            found.note("unread", f"{name}: {reasons.why(error)}")
    found.members.append(member)
