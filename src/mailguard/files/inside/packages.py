"""Files packed as objects (MS-OLEDS 2.3.6, and the Packager's own layout inside)."""

import struct

from mailguard.files import bounds
from mailguard.files.finding import Finding, Member


def note(data: bytes, found: Finding) -> None:
    """The name and the file of an Ole10Native stream, or of the native data of an RTF object."""
    name, content = unpacked(data)
    if content is None:
        found.note("ole_object", "native data")
        if b"\x1c\x00\x00\x00\x02\x00" in data[:16] and len(data) > 30:  # an EQNOLEFILEHDR (28 bytes)
            found.note("equation")
        return
    found.note("ole_package", name)
    found.members.append(Member(name or "package", content))


def unpacked(data: bytes) -> tuple[str, bytes | None]:
    """Label, and bytes, None where it is no package."""
    try:
        at = 4 if data[4:6] == b"\x02\x00" else 0
        if data[at : at + 2] != b"\x02\x00":
            return "", None
        label, at = _text(data, at + 2)
        source, at = _text(data, at)
        at += 4
        (n_path,) = struct.unpack_from("<I", data, at)
        at += 4 + n_path
        (size,) = struct.unpack_from("<I", data, at)
    except (struct.error, ValueError):
        return "", None
    name = label or source.replace("/", "\\").rpartition("\\")[2]
    return name, data[at + 4 : at + 4 + min(size, bounds.MOST_READ)]


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = data.index(b"\x00", at, at + 1_000)
    return data[at:end].decode("cp1252", "replace"), end + 1
