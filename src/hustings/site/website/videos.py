"""Videos elsewhere: the address to look at them, that to frame them, and whose server it is."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

_YOUTUBE = re.compile(r"^[A-Za-z0-9_-]{11}$")
_VIMEO = re.compile(r"^/(?:video/)?(\d{5,})(?:/([0-9a-f]{6,}))?/?$")
_PEERTUBE = re.compile(r"^/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{8,40})/?$")
_HOST = re.compile(r"^(?=.{4,200}$)[a-z0-9-]+(\.[a-z0-9-]+)+$")


@dataclass(frozen=True)
class Elsewhere:
    address: str
    frame: str
    server: str  # what readers know it by

    @property
    def origin(self) -> str:
        return f"https://{urlsplit(self.frame).hostname}"


def read(address: str) -> Elsewhere | None:
    """The video at an address of YouTube, Vimeo or any PeerTube; None where it is no such address."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme != "https" or parts.port or not _HOST.match(host):
        return None
    if host in {"youtube.com", "youtu.be", "youtube-nocookie.com"}:
        return _youtube(host, parts)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts)
    found = _PEERTUBE.match(parts.path)
    if not found:
        return None
    full = parts.hostname or host
    return Elsewhere(f"https://{full}/w/{found[1]}", f"https://{full}/videos/embed/{found[1]}?p2p=0", full)


def _youtube(host: str, parts: Any) -> Elsewhere | None:
    pieces = parts.path.strip("/").split("/")
    name = pieces[0] if host == "youtu.be" else parse_qs(parts.query).get("v", [""])[0]
    if not name and len(pieces) == 2 and pieces[0] in {"embed", "shorts", "live"}:
        name = pieces[1]
    if not _YOUTUBE.match(name):
        return None
    frame = f"https://www.youtube-nocookie.com/embed/{name}?autoplay=1&rel=0"
    return Elsewhere(f"https://www.youtube.com/watch?v={name}", frame, "YouTube (Google)")


def _vimeo(parts: Any) -> Elsewhere | None:
    found = _VIMEO.match(parts.path)
    if not found:
        return None
    secret = found[2] or parse_qs(parts.query).get("h", [""])[0]
    more = f"&h={secret}" if re.fullmatch(r"[0-9a-f]{6,20}", secret) else ""
    frame = f"https://player.vimeo.com/video/{found[1]}?dnt=1&autoplay=1{more}"
    return Elsewhere(f"https://vimeo.com/{found[1]}{'/' + secret if more else ''}", frame, "Vimeo")
