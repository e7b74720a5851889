"""An address written so that its host is misread."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mailguard.facts import Facts, Link
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found

_ODD = re.compile(r"[@:\[\]\x80-\U0010ffff]")
_HOST_BEFORE_AT = re.compile(r"[\w-]+\.[a-z]{2,}", re.IGNORECASE)


@detector
def link_disguised(facts: Facts) -> Iterator[Evidence]:
    """A link is written to hide its real destination."""
    for link in facts.clicked:
        if why := _why(link):
            yield found("{url} really leads to {host}.", why, url=link.url, host=_end(link))


def _end(link: Link) -> str:
    """Whose it is: the registrable domain where more stands before it."""
    return link.host if domain_names.is_ip(link.host) else domain_names.unicode_form(link.organisation)


def _why(link: Link) -> float:
    """How sure the trick is, 0 for none."""
    url, port = link.url, None
    if _ODD.search(url, 6):  # without any of these there is no port or user, and nothing to refuse
        try:
            split = urlsplit(url)
            port = split.port
        except ValueError:
            return 0.8
        if split.username is not None:
            return 1.0 if _HOST_BEFORE_AT.search(split.username) else 0.6
    labels = link.host.split(".")
    shown = domain_names.unicode_form(link.host)
    if "xn--" in link.host and _mixes_scripts(shown):
        return 1.0
    inner = [label for label in labels[:-2] if label in {"com", "fr", "org", "net", "gouv", "gov"}]
    if inner and len(labels) > 4:
        return 0.7
    if port and port not in {80, 443, 8080, 8443} and not domain_names.is_ip(link.host):
        return 0.35
    return 0.0


def _mixes_scripts(text: str) -> bool:
    """Latin letters beside Cyrillic or Greek ones, or nothing but look-alikes of Latin."""
    return bool(re.search(r"[\u0370-\u03ff\u0400-\u04ff\u0530-\u058f]", text)) and bool(
        re.search(r"\.[a-z]{2,}$", text)
    )
