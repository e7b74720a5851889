"""Addresses in plain text: whole ones, www. without a scheme, and bare names with care."""

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from mailguard.facts import Link
from mailguard.identifiers import domain_names
from mailguard.message import limits, unwrap, urls

# It looks back from its first letter, since it is sought by that.
_URL = re.compile(
    r"[HhFfWw](?i:(?<![a-z0-9].)(?:(?<=h)(?:tt|xx)ps?(?::|\[:\])/?/?/?|(?<=f)tp://|(?<=w)ww\d?\.(?=[a-z0-9-]))"
    r"[^\s<>\"“”«»]{3,4000})"
)
# Looked for first, for it is rare in a text; what stands before it is read backwards.
_ENDING = re.compile(
    r"\.(?=[a-z]{2,7}(?:[/?\s,;:!.)\]>]|$))(?:com|net|org|info|biz|fr|eu|uk|de|es|it|nl|be|ch|ca|us|ru|ua|pl|pt|br|io|co|me|app|dev|page|site|online"
    r"|shop|xyz|top|club|link|live|click|icu|cloud|store|website|tech|vip|cc|tk|ml|ga|cf|gq|ly|gl|gd|cn"
    r"|(?:gov|govt|edu|ac|mil)(?=\.[a-z]{2}\b))(?=[/?\s,;:!.)\]>]|$)",
    re.IGNORECASE,
)
# Further labels of the same name: ".uk" behind ".org".
_FURTHER = re.compile(r"(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,4}(?![\w-])", re.IGNORECASE)
_SENTENCE = re.compile(r"\.[A-Z]")
_PATH = re.compile(r"[/?][^\s<>\"“”«»]{0,2000}")
_BEFORE = re.compile(
    r"(?<![\w@./:=%&?#-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){0,4}[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z",
    re.IGNORECASE,
)
# All that it may hold; the last four have the case of a Latin letter.
_OF_HOSTS = f"{ascii_letters}{digits}.-\u0130\u0131\u017f\u212a"
_LONGEST = 130  # characters of a bare host
_MOST = 3_000  # endings that are looked at
_TRAILING = ".,;:!?'*_~|…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def links(text: str, part: str = "", budget: limits.Budget | None = None) -> Iterator[Link]:
    """Each address once, in order. Texts of one message share a ``budget``."""
    budget = budget or limits.Budget()
    seen: set[str] = set()
    for found in _raw(text, budget):
        readable = found.replace("[.]", ".").replace("[:]", ":")
        if readable[:4].lower() == "hxxp":
            readable = f"http{readable[4:]}"
        url, host = urls.read(readable if ":" in readable[:6] else f"http://{readable}")
        if not host or url in seen or not _is_possible(host):
            continue
        if budget.links <= 0:
            budget.is_short = True
            return
        budget.links -= 1
        seen.add(url)
        yield Link(url, host, found[:200], "text", part, False, unwrap.inner(url, budget))


def _raw(text: str, budget: limits.Budget) -> Iterator[str]:
    if "://" in text or "www" in text or "ttp" in text.lower() or "hxxp" in text:
        for match in _URL.finditer(text):
            yield _trimmed(match[0])
    end = 0
    for n, match in enumerate(_ENDING.finditer(text)):
        if n == _MOST:
            budget.is_short = True
            break
        if match.start() < end:
            continue
        start = text[max(0, match.start() - _LONGEST) : match.start()]
        before = _BEFORE.search(start, len(start.rstrip(_OF_HOSTS)))
        if before and not before[0].lower().startswith("www"):
            end = _end(text, match, before[0])
            path = _PATH.match(text, end)
            end = path.end() if path else end
            yield _trimmed(before[0] + text[match.start() : end])


def _end(text: str, ending: re.Match[str], before: str) -> int:
    """End of a bare name, behind its public suffix; a capital after a full stop is a sentence."""
    further = _FURTHER.match(text, ending.end())
    if not further:
        return ending.end()
    labels = further[0]
    if not ending[0][1].isupper() and (sentence := _SENTENCE.search(labels)):
        labels = labels[: sentence.start()]
    is_known = labels and domain_names.is_known_suffix(f"{before}{ending[0]}{labels}".lower())
    return ending.end() + len(labels) if is_known else ending.end()


def _is_possible(host: str) -> bool:
    return domain_names.is_ip(host) or ("." in host and len(host) > 3)


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence; a closing bracket stays where its opening one is inside."""
    for _ in range(20):
        url = url.rstrip(_TRAILING)
        last = url[-1:]
        if last not in _PAIRS or url.count(last) <= url.count(_PAIRS[last]):
            break
        url = url[:-1]
    return url
