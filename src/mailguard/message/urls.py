"""Addresses of the web as browsers read them (WHATWG URL 4.4), which is not as they look."""

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from mailguard.identifiers import domain_names
from mailguard.message import limits

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,60}):")
_NEEDLESS = re.compile("[\t\r\n\x0c]")
_ENDS = "".join(map(chr, range(33)))
_SLASHES = re.compile(r"[/\\]*")
_AUTHORITY = re.compile(r"[^/\\?#]*")
_MARK = re.compile(r"[?#]")
# Nothing in it that browsers would change.
_USUAL = re.compile(r"https?://([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+)(/[!-\[\]-~]*)?\Z")
_PORT = re.compile(r":(\d{0,5})$")
_FORBIDDEN = re.compile("[\x00-\x20#/:<>?@\\[\\\\\\]^|%\x7f]")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_SPECIAL = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}
_LIKE_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.)+[a-zA-Z]{2,24}(?::\d{1,5})?(?=[/?#]|$)")
_NOTHING = re.compile(
    r"\s*javascript:\s*(?:void\s*\(?\s*0?\s*\)?|//.*|return\s+false|false)?\s*;*\s*", re.I | re.S
)
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def read(text: str, base: str = "") -> tuple[str, str]:
    """(address, host) of an attribute or text with ``base``; no host where it leads nowhere alone."""
    usual = _USUAL.match(text)
    if usual and len(text) <= limits.URL and not usual[1].rpartition(".")[2][:1].isdigit():
        return (text if usual[2] else f"{text}/"), usual[1]
    text = _NEEDLESS.sub("", text.strip(_ENDS))[: limits.URL]
    return _cached(text, base) if len(text) + len(base) <= limits.CACHED else _read(text, base)


@lru_cache(2_048)
def _cached(text: str, base: str) -> tuple[str, str]:
    return _read(text, base)


def _read(text: str, base: str) -> tuple[str, str]:
    if text.startswith("\\\\"):  # a share of a Windows network
        return _special("file", text)
    found = _SCHEME.match(text)
    if found:
        scheme = found[1].lower()
        if scheme in _SPECIAL or scheme == "file":
            return _special(scheme, text[found.end() :])
        if not _LIKE_HOST.match(text):  # example.org:8080 is no scheme to a person
            return f"{scheme}:{text[found.end() :]}", ""
    return _relative(text, base)


def _relative(text: str, base: str) -> tuple[str, str]:
    if text[:2].replace("\\", "/") == "//":
        return _special(base.partition(":")[0] if base.startswith("http") else "https", text)
    if base and not text.startswith("#"):
        scheme, _, rest = base.partition("://")
        host, _, path = rest.partition("/")
        if text[:1] in {"/", "\\"}:
            return _special(scheme, f"//{host}{text}")
        folder = path.partition("?")[0].rpartition("/")[0]
        return _special(scheme, f"//{host}/{folder}{'/' if folder else ''}{text}")
    if _LIKE_HOST.match(text) and domain_names.is_known_suffix(
        text.partition("/")[0].partition(":")[0].lower()
    ):
        return _special("http", text)  # mail programs add what is missing
    return text, ""


def _special(scheme: str, rest: str) -> tuple[str, str]:
    """Any number of slashes, either way, comes before the authority; the last @ ends the user."""
    start = _SLASHES.match(rest)
    at = start.end() if start else 0
    authority = _AUTHORITY.match(rest, at)
    end = authority.end() if authority else at
    user, at_sign, place = rest[at:end].rpartition("@")
    port = _PORT.search(place)
    name = place[: port.start()] if port else place
    host = read_host(name)
    shown_port = f":{port[1]}" if port and port[1] and port[1] != _SPECIAL.get(scheme) else ""
    path, mark, query = _split(rest[end:])
    tail = path.replace("\\", "/") + mark + query
    url = f"{scheme}://{user}{at_sign}{host or name}{shown_port}{tail if tail[:1] == '/' else '/' + tail}"
    return url[: limits.URL], host


def _split(rest: str) -> tuple[str, str, str]:
    mark = _MARK.search(rest)
    return (rest[: mark.start()], mark[0], rest[mark.end() :]) if mark else (rest, "", "")


def does_nothing(address: str) -> bool:
    """A script that only keeps a link from leading anywhere: ``javascript:void(0)``, ``javascript:;``."""
    return bool(_NOTHING.fullmatch(address))


def read_host(name: str) -> str:
    """A host in lower-case A-labels or as an address in dotted decimal, or "" where browsers refuse it."""
    return _host(name) if len(name) <= 800 else ""


@lru_cache(2_048)
def _host(name: str) -> str:
    if "%" in name:
        name = unquote_to_bytes(name).decode("utf-8", "replace")
    if name.startswith("["):
        return name.lower() if name.endswith("]") else ""
    if not name.isascii():
        name = _INVISIBLE.sub("", name)
    host = domain_names.ascii_form(name)
    if not host.isascii():
        host = _punycode(host)
    if not host or len(host) > 255 or _FORBIDDEN.search(host):
        return ""
    last = host.rpartition(".")[2]
    if last[:1].isdigit() and _NUMBER.fullmatch(last):
        return _ipv4(host)
    return host


def _punycode(host: str) -> str:
    """Names that IDNA 2008 refuses, such as those with pictures in them, and browsers accept."""
    labels = re.split("[.\u3002\uff0e\uff61]", host.casefold())
    if len(host) > 255:
        return ""
    try:
        return ".".join(
            label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels
        )
    except UnicodeError:
        return ""


def _ipv4(host: str) -> str:
    """WHATWG URL 3.5: one to four numbers, decimal, octal or hexadecimal, the last one fills the rest."""
    parts = host.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return ""
    numbers = [_number(part) for part in parts]
    last = numbers.pop()
    if any(number > 255 for number in numbers) or last >= 256 ** (4 - len(numbers)):
        return ""
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(numbers))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(text: str) -> int:
    if len(text) > 40:
        return 1 << 40
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    is_octal = len(text) > 1 and text[0] == "0" and not set(text) & set("89")
    return int(text, 8 if is_octal else 10)
