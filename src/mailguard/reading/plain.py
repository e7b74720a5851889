"""Addresses in plain text: whole ones, www. without a scheme, and bare names with care."""

import re
from collections.abc import Iterator

from mailguard import domains
from mailguard.facts import Link
from mailguard.reading import limits, unwrap, urls

_URL = re.compile(
    r"(?i)(?<![a-z0-9])(?:h(?:tt|xx)ps?(?::|\[:\])/?/?/?|ftp://|www\d?\.(?=[a-z0-9-]))[^\s<>\"“”«»]{3,4000}"
)
_BARE = re.compile(
    r"(?<![\w@./:=%&?#-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}"
    r"(?:com|net|org|info|biz|fr|eu|uk|de|es|it|nl|be|ch|ca|us|ru|ua|pl|pt|br|io|co|me|app|dev|page|site|online"
    r"|shop|xyz|top|club|link|live|click|icu|cloud|store|website|tech|vip|cc|tk|ml|ga|cf|gq|ly|gl|gd|to|in|cn)"
    r"(?=[/?]|[\s,;:!.)\]>]|$)(?:[/?][^\s<>\"“”«»]{0,2000})?",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_~|…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def links(text: str, part: str = "") -> Iterator[Link]:
    """Each address once, in order, at most ``limits.LINKS``."""
    seen: set[str] = set()
    for found in _raw(text):
        readable = found.replace("[.]", ".").replace("[:]", ":")
        if readable[:4].lower() == "hxxp":
            readable = f"http{readable[4:]}"
        url, host = urls.read(readable if ":" in readable[:6] else f"http://{readable}")
        if not host or url in seen or not _is_possible(host):
            continue
        seen.add(url)
        yield Link(url, host, found[:200], "text", part, False, unwrap.inner(url))
        if len(seen) == limits.LINKS:
            return


def _raw(text: str) -> Iterator[str]:
    if "://" in text or "www" in text or "ttp" in text.lower() or "hxxp" in text:
        for match in _URL.finditer(text):
            yield _trimmed(match[0])
    if "." in text:
        for match in _BARE.finditer(text):
            if not match[0].lower().startswith("www"):
                yield _trimmed(match[0])


def _is_possible(host: str) -> bool:
    return domains.is_ip(host) or ("." in host and len(host) > 3)


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence; a closing bracket stays where its opening one is inside."""
    while url:
        last = url[-1]
        if last in _TRAILING or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url
