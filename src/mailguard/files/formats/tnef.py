"""winmail.dat (MS-OXTNEF): the attachments and the words that Outlook wraps in its own format."""

import struct
from collections.abc import Iterator

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import links_in

_BODY, _TITLE, _ATTACHED, _PROPERTIES, _RENDERING = 0x800C, 0x8010, 0x800F, 0x9005, 0x9002
_BROKEN = -1  # no attribute: where the list makes no sense any more
_LONG_NAME = (0x3707, 0x3001)  # PidTagAttachLongFilename, PidTagDisplayName
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    for attribute, value in _attributes(data):
        if attribute == _BROKEN:
            found.note("unread", "its list of pieces breaks off")
        elif attribute == _RENDERING:
            found.members.append(Member(""))
        elif attribute == _BODY:
            text = value.rstrip(b"\x00").decode("cp1252", "replace")
            found.say(text)
            for url in links_in.urls(text):
                found.link(url)
        elif found.members:
            _attachment(attribute, value, found.members[-1])
        if len(found.members) > bounds.MOST_MEMBERS:
            found.note("cut", "too many attachments")
            break
    found.members = [member for member in found.members if member.data is not None or member.name]
    return found


def _attachment(attribute: int, value: bytes, member: Member) -> None:
    if attribute == _TITLE:
        member.name = member.name or value.rstrip(b"\x00").decode("cp1252", "replace")
    elif attribute == _ATTACHED:
        member.data, member.size = value[: bounds.MOST_READ], len(value)
    elif attribute == _PROPERTIES:
        member.name = _long_name(value) or member.name


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Level, identifier, length, value, checksum; stops where that makes no sense."""
    at = 6
    while at + 9 <= len(data):
        attribute, _type, size = struct.unpack_from("<HHI", data, at + 1)
        if at + 9 + size > len(data) or data[at] not in {1, 2}:
            yield _BROKEN, b""
            return
        yield attribute, data[at + 9 : at + 9 + size]
        at += 9 + size + 2
    if data[at:].strip(b"\0"):
        yield _BROKEN, b""


def _long_name(data: bytes) -> str:
    """MS-OXTNEF 2.1.3.4: a list of MAPI properties, each padded to four bytes."""
    at, names = 4, {}
    try:
        for _ in range(min(200, struct.unpack_from("<I", data)[0])):
            type_, tag = struct.unpack_from("<HH", data, at)
            at += 4
            if tag >= 0x8000:
                at = _past_name(data, at)
            values, at = _values(data, at, type_)
            if tag in _LONG_NAME and values:
                names[tag] = (
                    values[0].decode("utf-16-le" if type_ == 0x1F else "cp1252", "replace").rstrip("\x00")
                )
    except (struct.error, IndexError, KeyError):
        pass
    return next((names[tag] for tag in _LONG_NAME if names.get(tag)), "")


def _past_name(data: bytes, at: int) -> int:
    """A named property: its set, then a number or a text."""
    (kind,) = struct.unpack_from("<I", data, at + 16)
    (value,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + ((value + 3 & ~3) if kind == 1 else 0)


def _values(data: bytes, at: int, type_: int) -> tuple[list[bytes], int]:
    """The values of a property of this type, and where the next one starts. KeyError for unknown types."""
    if type_ in _FIXED:
        return [data[at : at + _FIXED[type_]]], at + _FIXED[type_]
    if type_ & 0x1000 and type_ & ~0x1000 in _FIXED:
        (n,) = struct.unpack_from("<I", data, at)
        return [], at + 4 + n * _FIXED[type_ & ~0x1000]
    if type_ & ~0x1000 not in {0xD, 0x1E, 0x1F, 0x102}:
        raise KeyError(type_)
    (n,) = struct.unpack_from("<I", data, at)
    at, values = at + 4, []
    for _ in range(min(n, 100)):
        (size,) = struct.unpack_from("<I", data, at)
        values.append(data[at + 4 : at + 4 + size])
        at += 4 + (size + 3 & ~3)
    return values, at
