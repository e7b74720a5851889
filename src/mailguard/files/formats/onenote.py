"""OneNote notebooks (MS-ONESTORE 2.6.13): the files that lie in them under a picture that says "click"."""

import re
import struct

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.kinds import looks

_OBJECT = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")  # guidHeader of a FileDataStoreObject
_MOST = 20
_ENDINGS = "exe scr hta js jse vbs vbe wsf bat cmd ps1 lnk chm msi url zip iso docm xlsm pdf htm html".split()
_ENDING = re.compile(
    b"\\.\x00(?:" + b"|".join(re.escape(each.encode("utf-16-le")) for each in _ENDINGS) + b")(?!\\w\x00)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w\-(][\w \-().]{0,79}\.\w{2,4}$")


def read(data: bytes, case: Case) -> Finding:
    """Embedded files, without the pictures that the page shows; links of the page."""
    found, at = Finding(), data.find(_OBJECT)
    names = _names(data)
    while at >= 0 and len(found.members) < _MOST:
        if at + 36 <= len(data):
            (size,) = struct.unpack_from("<Q", data, at + 16)
            piece = data[at + 36 : at + 36 + min(size, bounds.MOST_READ)]
            is_picture = looks(piece) in {"png", "jpeg", "gif", "bmp"}
            if not is_picture:
                name = names.pop(0) if names else f"file {len(found.members) + 1}"
                found.note("embedded", name)
                found.members.append(Member(name, piece, size=size))
            else:
                found.members.append(Member("picture", piece, is_part=True))
        at = data.find(_OBJECT, at + 16)
    return found


def _names(data: bytes) -> list[str]:
    """Names of embedded files, in UTF-16 within the notebook: a dot and a short ending give them away."""
    names: dict[str, None] = {}
    for match in _ENDING.finditer(data[:8_000_000]):
        before = data[max(0, match.start() - 160) : match.end()]
        text = before[len(before) % 2 :].decode("utf-16-le", "replace")
        if name := _NAME.search(text):
            names.setdefault(name[0].strip())
        if len(names) == _MOST:
            break
    return list(names)
