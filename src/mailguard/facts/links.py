"""Questions about the addresses in a message that more than one detector asks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from mailguard.facts.body import Link
from mailguard.facts.record import Record
from mailguard.identifiers import domain_names, lists

# Places among the most visited domains, of which the list has 50,000.
LARGE = 20_000  # up to it a name is one that everybody knows
_KNOWN = 50_000  # and up to it a host is no unknown one
_ANYBODYS = ("subdomain_hosts", "page_makers", "shorteners", "file_hosts")
_LOADED = frozenset({"img", "style", "script"})  # by the mail program, without the reader
_TRANSLATORS = re.compile(r"[\w-]+\.translate\.goog|(?:www\.)?translate\.google\.[a-z.]{2,6}")
# A host as people write it in the text of a link.
_SHOWN = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?=[/:?#\s]|$)", re.IGNORECASE)


def has_any(facts: Record) -> bool:
    """Something in it can be followed: anything but an address to write to."""
    return any(
        link.where not in _LOADED and link.scheme not in {"", "mailto", "cid", "mid"}
        for link in facts.all_links
    )


def home(facts: Record) -> frozenset[str]:
    """The author's organisation, and those at which a newsletter says that it can be left."""
    found = {facts.author.organisation}
    for address in facts.bulk.unsubscribe:
        host = address.rpartition("@")[2] if address.startswith("mailto:") else destination(address)
        found.add(domain_names.organisation(host))
    return frozenset(found - {""})


@lru_cache(4_096)
def shown_host(text: str) -> str:
    """The host that a link's text names, in A-labels, or "" where it names none."""
    text = text.strip()
    if len(text) > 300 or "@" in text.partition("/")[0]:
        return ""
    match = _SHOWN.match(text)
    if not match:
        return ""
    host = match.group().rpartition("/")[2] if "//" in match.group() else match.group()
    host = domain_names.ascii_form(host)
    return host if domain_names.suffix(host) and domain_names.is_known_suffix(host) else ""


@lru_cache(4_096)
def destination(url: str) -> str:
    """The host that an address found inside another leads to, or ""."""
    try:
        return domain_names.ascii_form(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def ends(link: Link) -> Iterator[str]:
    """The hosts that a link may end at: its own, and those of the addresses inside it."""
    yield link.host
    for inner in link.inner:
        if host := destination(inner):
            yield host


def is_translator(host: str) -> bool:
    """It shows other websites' pages as its own."""
    return bool(_TRANSLATORS.fullmatch(host))


def is_well_known(host: str, best: int = 5_000) -> bool:
    """Its organisation is among the ``best`` most visited ones, and nobody else may publish there."""
    if (
        lists.match("subdomain_hosts", host)
        or lists.match("file_hosts", host)
        or lists.match("page_makers", host)
    ):
        return False
    return is_visited(domain_names.organisation(host), best)


def is_known(host: str) -> bool:
    """Many visit it, and nobody else may publish there."""
    return is_well_known(host, _KNOWN)


def is_little_known(host: str) -> bool:
    """Not among the most visited websites, or one where anybody may publish."""
    return is_anybodys(host) or not is_known(host)


def is_anybodys(host: str) -> bool:
    """Anybody may put a page or a file there."""
    return any(lists.match(name, host) for name in _ANYBODYS)


def is_visited(organisation: str, best: int = _KNOWN) -> bool:
    """It is among the ``best`` most visited ones, whoever publishes there."""
    return lists.ranks().get(organisation, best + 1) <= best
