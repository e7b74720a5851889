"""Forwarded messages as somebody got them, out of an attachment or out of the text. Pure."""

import email.policy
import re
from email.message import EmailMessage, Message
from hashlib import sha256

from hustings.security.incidents.hostile_mail import mime_limits

MOST = 5  # messages of one mail
# The names of headers as mail programs write them above what they forward.
_NAMES = {
    "from": "From", "de": "From", "von": "From", "date": "Date", "sent": "Date", "envoyé": "Date",
    "subject": "Subject", "objet": "Subject", "sujet": "Subject", "to": "To", "à": "To", "cc": "Cc",
    "reply-to": "Reply-To",
}  # fmt: skip
_LINE = re.compile(r"^[\s>*]*([A-Za-zÀ-ÿ-]{1,12})\s?\*?\s?:\*?\s*(\S.*)")
_LONGEST = 2_000  # characters of a line that may be a header
_MOST_TEXT = 1_000_000  # characters
_TAG = re.compile(r"<[^<>]+>")
_QUOTED = re.compile(r"^(?:> ?)", re.MULTILINE)
_KNOWN = {"received", "return-path", "delivered-to", "message-id", "subject", "date"}
_CUT = {"headers_too_long", "headers_too_many"}


def is_message(raw: bytes) -> bool:
    """Whether these bytes look like a whole message: headers that every mail has, at its beginning."""
    from mailguard.message import parse  # with all that reads mail: not every page needs it

    block = parse.head(raw)
    names = {header.name for header in block.headers}
    if _CUT.intersection(block.problems):  # who makes it as long as that hides From: where nobody reads
        return bool(names)
    return "from" in names and bool(names & _KNOWN)


def found(raw: bytes) -> list[bytes]:
    """The messages in a mail, as attachments first; what stands quoted in its text where there are none."""
    message = mime_limits.message(raw)
    attached = list(_attached(message))[:MOST]
    if attached:
        return attached
    inline = _inline(message)
    return [inline] if inline else []


def _attached(message: EmailMessage) -> list[bytes]:
    made = []
    for part in mime_limits.parts(message):
        try:
            inner = _inner(part)
        except Exception:
            inner = b""
        if inner and is_message(inner):
            made.append(inner)
    return made


def _inner(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        content = part.get_payload()
        first = content[0] if isinstance(content, list) and content else None
        return first.as_bytes(policy=email.policy.compat32) if isinstance(first, Message) else b""
    if (part.get_filename() or "").lower().endswith(".eml"):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    return b""


def _inline(message: EmailMessage) -> bytes:
    """A message made anew of the lines that a mail program writes when it forwards; b"" without them."""
    texts = mime_limits.texts(message)
    marked = texts.get("text/html", "")[:_MOST_TEXT]
    text = texts.get("text/plain", "")[:_MOST_TEXT] or _TAG.sub("\n", marked)
    lines = _QUOTED.sub("", text).splitlines()
    for start, line in enumerate(lines):
        name = _name(line)
        if name == "From" and (headers := _headers(lines[start : start + 12])) and "Subject" in headers:
            rest = lines[start + len(headers) :]
            return _made(headers, "\n".join(rest), marked)
    return b""


def _name(line: str) -> str:
    return said[0] if (said := _header(line)) else ""


def _header(line: str) -> tuple[str, str] | None:
    said = _LINE.match(line[:_LONGEST])
    name = _NAMES.get(said[1].lower(), "") if said else ""
    return (name, said[2].rstrip()) if said and name else None


def _headers(lines: list[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for line in lines:
        said = _header(line)
        if said is None:
            break
        made.setdefault(*said)
    return made


def _made(headers: dict[str, str], text: str, marked: str) -> bytes:
    made = Message()
    for name, value in headers.items():
        made[name] = (
            re.sub(r"\[mailto:([^\]]+)\]", r"<\1>", value).replace("\r", " ").replace("\n", " ")[:900]
        )
    made["MIME-Version"] = "1.0"
    head = made.as_string().partition("\n\n")[0]
    if not marked:
        return f"{head}\n{_part('plain', text)}".encode("utf-8", "replace")
    # The words alone are compared with those of other mails; where links lead only HTML says.
    border = sha256(f"{text}\0{marked}".encode("utf-8", "replace")).hexdigest()
    both = "".join(f"--{border}\n{_part(*one)}\n" for one in (("plain", text), ("html", marked)))
    kind = f'Content-Type: multipart/alternative; boundary="{border}"'
    return f"{head}\n{kind}\n\n{both}--{border}--\n".encode("utf-8", "replace")


def _part(kind: str, content: str) -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{content}"
