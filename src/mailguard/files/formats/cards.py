"""Contact cards (RFC 6350 and the older vCards): names, addresses, numbers, links, pictures."""

import base64
import binascii
import re

from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import links_in
from mailguard.files.formats.content_lines import content_lines

_WORDS = frozenset({"FN", "ORG", "TITLE", "NOTE", "ROLE"})


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    for name, _parameters, value in content_lines(data):
        if name == "FN" and value:
            found.note("contact_name", value)
        elif name == "EMAIL" and "@" in value:
            found.note("contact_address", re.sub(r"(?i)^mailto:", "", value))
        elif name == "TEL" and value:
            found.note("contact_phone", re.sub(r"(?i)^tel:", "", value))
        elif name in {"PHOTO", "LOGO"}:
            _picture(value, found)
        elif (name == "URL" or name.startswith("X-")) and (url := links_in.whole(value)):
            found.link(url, where="contact")
        if name in _WORDS:
            found.say(value)
            for url in links_in.urls(value):
                found.link(url, where="contact")
    return found


def _picture(value: str, found: Finding) -> None:
    if re.match(r"(?i)https?:", value):
        found.note("external", value)
        return
    letters = re.sub(r"\s", "", value.rpartition(",")[2])
    try:
        piece = base64.b64decode(letters + "=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return
    if piece and sum(member.is_part for member in found.members) < 3:
        found.members.append(Member("picture", piece, is_part=True))
