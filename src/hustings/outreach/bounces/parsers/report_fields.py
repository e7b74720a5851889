"""The fields of machine-readable reports: RFC 3464 (status), 5965 (feedback), 6533 (international)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailguard.message import headers

Group = dict[str, str]
_GROUPS = 50
_MOST = 60_000  # bytes of such a part
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+")
_QUOTED = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")


def groups(content: bytes) -> list[Group]:
    """The groups of a report: fields by their name in lower case; of two of one name the first counts."""
    data = content[:_MOST].strip(b"\n")
    blocks = [block for block in re.split(rb"\n[ \t]*\n", data) if block.strip()][:_GROUPS]
    return [_group(block) for block in blocks]


def _group(block: bytes) -> Group:
    found: Group = {}
    for header in headers.read(block, 0, len(block), _MOST).headers:
        found.setdefault(header.name, header.value[:2_000])
    return found


def typed(text: str) -> tuple[str, str]:
    """``smtp; 550 …`` as type and value; a value without a type has an empty one."""
    kind, semicolon, value = text.partition(";")
    if not semicolon or not re.fullmatch(r"[A-Za-z0-9-]{1,20}", kind.strip()):
        return "", text.strip()
    return kind.strip().lower(), value.strip()


def address(text: str) -> str:
    """The address in a field, with what ``utf-8`` and ``xtext`` wrote for other letters (RFC 6533, 3)."""
    kind, value = typed(text)
    if kind == "utf-8":
        value = _QUOTED.sub(lambda match: _letter(int(match[1], 16)), value)
    elif kind == "rfc822" and "+" in value and "@" in value:
        local, at, domain = value.rpartition("@")
        value = _XTEXT.sub(lambda match: _letter(int(match[1], 16)), local) + at + domain
    return value.strip("<> \t")[:254]


def _letter(number: int) -> str:
    is_one = 0x20 < number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if is_one else ""


def status(group: Group) -> str:
    """The enhanced code of a group, such as 5.1.1; empty where it has none."""
    found = _STATUS.search(group.get("status", ""))
    return found[0] if found else ""


def host(text: str) -> str:
    """The host of ``dns; mx.example.org (192.0.2.1)``, in lower case."""
    found = _HOST.search(typed(text)[1][:500])
    return found[0].lower()[:100] if found else ""


def moment(text: str) -> datetime | None:
    """A date of RFC 5322; None where it is none."""
    try:
        found = parsedate_to_datetime(" ".join(text[:100].split()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
