"""MHT: a page saved with its pieces, in the form of a message (RFC 2557)."""

import email
import re
from email.message import Message

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import pages, wordml
from mailguard.files.kinds import decode

_MOST_PIECES = 100


def read(data: bytes, case: Case) -> Finding:
    """The page, and what Word hides in such files: macros packed as ActiveMime."""
    found = Finding()
    for number, part in enumerate(email.message_from_bytes(data[: bounds.MOST_WHOLE]).walk()):
        if number > _MOST_PIECES:
            found.note("partial", f"more than {_MOST_PIECES} pieces")
            break
        if not part.is_multipart():
            _piece(part, found)
    return found


def _piece(part: Message, found: Finding) -> None:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if content.startswith(b"ActiveMime") or re.match(rb"\s*QWN0aXZlTWlt", content):
        found.note("macro", "vba")
        found.members.append(Member("editdata.mso", wordml.unpacked(content), is_part=True))
    elif part.get_content_type() == "text/html":
        pages.page(decode(content), found)
    elif content and len(found.members) < bounds.MOST_MEMBERS:
        found.members.append(Member(part.get_filename() or "piece", content, is_part=True))
