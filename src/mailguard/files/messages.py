"""A message as a file (RFC 5322): its words, links and attachments."""

import email
from email.header import decode_header, make_header
from email.message import Message

from mailguard.files import links_in, pages
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.kinds import decode

_MOST_PARTS = 100


def read(data: bytes, case: Case) -> Finding:
    """What the inner message shows, and its attachments as members."""
    found = Finding()
    message = email.message_from_bytes(data)
    found.say(str(message.get("subject", ""))[:500])
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            found.note("partial", f"more than {_MOST_PARTS} parts")
            break
        if not part.is_multipart():
            _part(part, found)
    return found


def _part(part: Message, found: Finding) -> None:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    name = _name(part)
    kind = part.get_content_type()
    if name or kind not in {"text/plain", "text/html"}:
        found.members.append(Member(name or kind.replace("/", "."), content, kind))
    elif kind == "text/html":
        pages.page(decode(content), found)
    else:
        text = decode(content)
        found.say(text)
        for url in links_in.urls(text):
            found.link(url)


def _name(part: Message) -> str:
    """Encoded words in names are common and against RFC 2231; both are decoded."""
    try:
        name = part.get_filename() or ""
        return str(make_header(decode_header(name)))[:200] if "=?" in name else name[:200]
    except (ValueError, LookupError, TypeError, AttributeError):
        return "name"
