"""Addresses inside addresses: what link checkers wrapped and redirectors lead on to."""

import binascii
import re
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from mailguard.identifiers import domain_names
from mailguard.message import limits, urls

_MOST = 5  # inner addresses of one
_LEVELS = 4
_PLAIN = re.compile(r"(?i)(?:https?:|https?%(?:25)*3a)")
_BASE64 = re.compile(r"(?:aHR0c|SFRUU)[A-Za-z0-9+/_=-]{8,4000}")  # "http" and "HTTP" as their bytes begin
_BASE64_INSIDE = re.compile(
    r"[=/,.-](?=(?:dT1|dXJs|bGluaz|cmVkaXJ|JnU9)[A-Za-z0-9+/_=-]{16,})[A-Za-z0-9+/_=-]+"
)
_PROOFPOINT_3 = re.compile(r"/v3/__(.+?)__;([^!]*)!", re.DOTALL)
_TOKEN_3 = re.compile(r"\*(\*.)?")
_PROOFPOINT = re.compile(r"/v([12])/url\?(?:.*&)?u=([^&]*)")
_ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# What an address may hold, in lower case, if there is another one in it: told three times as quickly.
_HINT = re.compile(
    r"https?[:%]|ahr0c|sfruu|d(?:t1|xjs)|bgluaz|cmvkaxj|jnu9|68747470|urldefense|proofpoint"
    r"|/amp/|\.ampproject\.org/|\.translate\.goog|=(?:/|%2f){2}|[?&](?:url|u|dest|destination|redirect|target|goto)="
)
# Google's and its caches' own shape: the host stands in the path, with an "s" before it for https.
_AMP = re.compile(
    r"(?i)https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w.-]+\.ampproject\.org/[a-z]{1,2})/(?:s/)?([\w-]+\.[^\s]+)"
)
_TRANSLATED = re.compile(r"(?i)https?://([a-z0-9-]+)\.translate\.goog(?::\d+)?(/[^\s?#]*)?(?:\?([^\s#]*))?")
_DOT = re.compile(
    r"(?<=[a-z0-9])-(?=[a-z0-9])", re.IGNORECASE
)  # a hyphen of the host itself is written twice
_BARE = re.compile(
    r"(?i)[?&](?:[\w-]{1,30}=(?:/|%2f){2}|(?:url|u|dest|destination|redirect|target|goto)=)([a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[/&?#%:]|$)[^&\s]*)"
)
_END = re.compile(r"[\s\"'<>\\^`{|}]")
_HEX = re.compile(r"(?i)68747470(?:73)?3a2f2f(?:[0-9a-f]{2}){4,2000}")


def inner(url: str, budget: limits.Budget | None = None) -> tuple[str, ...]:
    """The absolute addresses found inside ``url``, outermost first, at most five."""
    if not _HINT.search(url.lower(), 9):
        return ()
    if budget is not None:
        budget.unwrapped -= 1
        if budget.unwrapped < 0:
            budget.is_short = True
            return ()
    return _cached(url) if len(url) <= limits.CACHED else _all(url)


@lru_cache(2_048)
def _cached(url: str) -> tuple[str, ...]:
    return _all(url)


def _all(url: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    level = [url]
    for _ in range(_LEVELS):
        following = [each for outer in level for each in _once(outer) if each not in found and each != url]
        if not following:
            break
        found.update(dict.fromkeys(following))
        level = following[:_MOST]
        if len(found) >= _MOST:
            break
    return tuple(found)[:_MOST]


def _once(url: str) -> list[str]:
    start = url.find("://") + 3
    tail = url[start:]
    if "urldefense" in url or "proofpoint" in url:
        unwrapped = _proofpoint(url)
        if unwrapped:
            return _absolute([unwrapped])
    raw = [_cut(tail, match.start()) for match in islice(_PLAIN.finditer(tail), _MOST)]
    raw += [_from_base64(match[0]) for match in islice(_BASE64.finditer(tail), _MOST)]
    raw += [_second_half(match[0][1:]) for match in islice(_BASE64_INSIDE.finditer(tail), _MOST)]
    raw += _bare(url)
    raw += [_from_hex(match[0]) for match in islice(_HEX.finditer(tail), _MOST)]
    return _absolute(raw)


def _bare(url: str) -> list[str]:
    found = []
    if amp := _AMP.match(url):
        found.append(f"https://{amp[1]}")
    if translated := _TRANSLATED.match(url):
        found.append(_untranslated(*translated.groups("")))
    for match in islice(_BARE.finditer(url), _MOST):
        bare = unquote(match[1])
        if domain_names.is_known_suffix(bare.partition("/")[0].partition(":")[0].lower()):
            found.append(f"https://{bare}")
    return found


def _untranslated(label: str, path: str, query: str) -> str:
    """The translated page, its host one label and its wishes beside the page's parameters."""
    parameters = [each.partition("=") for each in query.split("&")] if query else []
    wishes = {name: unquote(value) for name, _, value in parameters if name.startswith("_x_tr_")}
    marks = wishes.get("_x_tr_enc", "").split(",")
    label = wishes.get("_x_tr_hp", "") + label
    if "1" in marks:
        label = label.removeprefix("1-")
    is_international = "0" in marks and label.startswith("0-")
    if is_international:
        label = label.removeprefix("0-")
    host = _DOT.sub(".", label).replace("--", "-")
    own = "&".join("".join(each) for each in parameters if each[0] not in wishes)
    scheme = "http" if wishes.get("_x_tr_sch") == "http" else "https"
    return f"{scheme}://{'xn--' if is_international else ''}{host}{path or '/'}{f'?{own}' if own else ''}"


def _from_hex(text: str) -> str:
    return binascii.a2b_hex(text).decode("utf-8", "replace")


def _absolute(raw: list[str]) -> list[str]:
    found: dict[str, None] = {}
    for text in raw:
        url, host = urls.read(text) if text else ("", "")
        if host and ("." in host or host.startswith("[")) and url.startswith(("http://", "https://")):
            found[url] = None
    return list(found)


def _cut(tail: str, at: int) -> str:
    """The inner address: to the next parameter if it is one itself, percent escapes undone until it reads."""
    text = tail[at:]
    before = tail[:at]
    if "?" in before or before.endswith("="):
        text = text.partition("&")[0]
    for _ in range(3):
        if urls_start(text):
            break
        text = unquote(text)
    else:
        if not urls_start(text):
            return ""
    end = _END.search(text)
    return text[: end.start() if end else limits.URL]


def urls_start(text: str) -> bool:
    return (
        text[:7].lower() == "http://"
        or text[:8].lower() == "https://"
        or text[:6].lower() in {"http:/", "https:"}
    )


def _from_base64(text: str) -> str:
    clean = text.replace("-", "+").replace("_", "/").partition("=")[0]
    clean = clean[: len(clean) - len(clean) % 4] if len(clean) % 4 == 1 else clean
    try:
        data = binascii.a2b_base64(clean + "=" * (-len(clean) % 4))
    except binascii.Error:
        return ""
    text = data.decode("utf-8", "replace")
    end = _END.search(text)
    text = text[: end.start()] if end else text
    return text.partition("\ufffd")[0]


def _second_half(text: str) -> str:
    """An address inside decoded parameters, such as ``u=https://…``."""
    decoded = _from_base64(text)
    found = _PLAIN.search(decoded)
    return _cut(f"?{decoded}", found.start() + 1) if found else ""


def _proofpoint(url: str) -> str:
    if found := _PROOFPOINT_3.search(url):
        return _proofpoint_3(found[1], found[2])
    found = _PROOFPOINT.search(url)
    if not found:
        return ""
    if found[1] == "2":
        return unquote(found[2].replace("-", "%").replace("_", "/"))
    return unquote(found[2])


def _proofpoint_3(url: str, packed: str) -> str:
    """Characters that need care are stars in the address and stand, base64-encoded, behind it."""
    try:
        spare = binascii.a2b_base64(packed.replace("-", "+").replace("_", "/") + "===").decode(
            "utf-8", "replace"
        )
    except binascii.Error:
        return url
    place = 0

    def fill(match: re.Match[str]) -> str:
        nonlocal place
        length = _ORDER.find(match[1][1]) + 2 if match[1] else 1
        piece = spare[place : place + length]
        place += length
        return piece

    return _TOKEN_3.sub(fill, re.sub(r"^(https?:/)(?!/)", r"\1/", url))
