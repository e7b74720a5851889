"""Questions about the addresses in a message that more than one detector asks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from mailguard import domains, lists
from mailguard.facts import Facts, Link

_LOADED = frozenset({"img", "style", "script"})  # by the mail program, without the reader
_TRANSLATORS = re.compile(r"[\w-]+\.translate\.goog|(?:www\.)?translate\.google\.[a-z.]{2,6}")
# A host as people write it in the text of a link.
_SHOWN = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?=[/:?#\s]|$)", re.IGNORECASE)


def clicked(facts: Facts) -> tuple[Link, ...]:
    """Web addresses that a reader can be brought to follow, not those of pictures and styles."""
    return facts.clicked


def has_any(facts: Facts) -> bool:
    """Something in it can be followed: anything but an address to write to."""
    return any(
        link.where not in _LOADED and link.scheme not in {"", "mailto", "cid", "mid"}
        for link in facts.all_links
    )


def foreign(facts: Facts) -> tuple[Link, ...]:
    """Those of them which lead to another organisation than the author's."""
    return facts.foreign


def home(facts: Facts) -> set[str]:
    """The author's organisation, and those at which a newsletter says that it can be left."""
    found = {facts.author.organisation}
    for address in facts.bulk.unsubscribe:
        host = address.rpartition("@")[2] if address.startswith("mailto:") else destination(address)
        found.add(domains.organisation(host))
    return found - {""}


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
    host = domains.ascii_form(host)
    return host if domains.suffix(host) and domains.is_known_suffix(host) else ""


@lru_cache(4_096)
def destination(url: str) -> str:
    """The host that an address found inside another leads to, or ""."""
    try:
        return domains.ascii_form(urlsplit(url).hostname or "")
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
    return is_visited(domains.organisation(host), best)


def is_visited(organisation: str, best: int) -> bool:
    """It is among the ``best`` most visited ones, whoever publishes there."""
    return lists.ranks().get(organisation, best + 1) <= best
