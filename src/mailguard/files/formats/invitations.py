"""Calendar files (RFC 5545): who invites, to what, where it leads."""

import re

from mailguard.files.finding import Case, Finding
from mailguard.files.formats import links_in, pages
from mailguard.files.formats.content_lines import content_lines

_WORDS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "X-ALT-DESC"})
_PLACES = frozenset(
    {"URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "SOURCE"}
)


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    for name, parameters, value in content_lines(data):
        if name == "METHOD":
            found.note("calendar_method", value.upper())
        elif name == "ORGANIZER":
            if "@" in value:
                found.note("calendar_organiser", re.sub(r"(?i)^mailto:\s*", "", value))
        elif name == "ATTACH":
            _attached(parameters, value, found)
        elif name in _WORDS:
            _words(value, found)
        elif name in _PLACES:
            found.link(value, where="calendar")
    return found


def _attached(parameters: str, value: str, found: Finding) -> None:
    if re.match(r"(?i)https?:|ftp:|file:|\\\\", value):
        found.note("calendar_attachment", value)
        found.link(value, where="calendar")
    elif "BASE64" in parameters.upper():
        found.note("embedded", "attachment")


def _words(value: str, found: Finding) -> None:
    if "<" in value and re.search(r"<(?:html|body|a|p|br|div|img)\b", value, re.IGNORECASE):
        inner = Finding()
        pages.page(value, inner)
        for link in inner.links:
            found.link(link.url, link.text, "calendar")
        found.words += inner.words
        return
    found.say(value)
    for url in links_in.urls(value):
        found.link(url, where="calendar")
