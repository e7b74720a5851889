"""Office documents in one XML file (Word 2003 and flat OPC): macros and templates lie in it as base64."""

import base64
import binascii
import re
import zlib

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member

_BINARY = re.compile(rb"<(?:w:binData|pkg:binaryData)\b[^<>]*>([A-Za-z0-9+/=\s]{40,})<")
_TEMPLATE = re.compile(rb"(?:attachedTemplate|oleObject)\"?[^<>]*Target=\"((?:https?:|\\\\)[^\"]{3,400})")


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    for match in list(_BINARY.finditer(data))[:30]:
        try:
            piece = base64.b64decode(b"".join(match[1].split())[: bounds.MOST_READ])
        except (binascii.Error, ValueError):
            continue
        if piece.startswith(b"ActiveMime"):
            found.note("macro", "vba")
            piece = unpacked(piece)
        found.members.append(Member("binary", piece, is_part=True))
    if re.search(rb"w:macrosPresent=\"yes\"", data):
        found.note("macro", "vba")
    for target in _TEMPLATE.findall(data)[:10]:
        found.note("remote_template", target.decode("utf-8", "replace"))
    found.say(re.sub(r"<[^<>]{0,2000}>", " ", data[:500_000].decode("utf-8", "replace")))
    return found


def unpacked(data: bytes) -> bytes:
    """The compound file in an ActiveMime piece: a zlib stream near the offset 0x32; b"" without one."""
    for at in (
        0x32,
        0x22A,
        *(match.start() for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data[:2_000])),
    ):
        try:
            return zlib.decompressobj().decompress(data[at:], bounds.MOST_READ)
        except zlib.error:
            continue
    return b""
