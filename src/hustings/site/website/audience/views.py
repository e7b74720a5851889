"""Views of pages, of which only sums are kept."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from hustings.people.signups.public_forms import arrivals

LONGEST = 200
_BOT = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|fetch|monitor|check|curl|wget|python|java/|go-http|okhttp|libwww|perl|"
    r"ruby|php|headless|lighthouse|facebookexternalhit|whatsapp|telegram|embed|archiv|feed|http-?client|axios",
    re.IGNORECASE,
)
_TABLET = re.compile(r"iPad|Tablet|Silk/|Android(?!.*Mobile)")
_PHONE = re.compile(r"Mobi|iPhone|iPod")


class View(NamedTuple):
    """A page, and by what it was read."""

    path: str
    language: str
    came_from: str
    campaign: str
    device: str
    is_entry: bool


def seen(request: HttpRequest) -> View | None:
    """What is counted of a view; None where nobody reads, or where it is not to be counted."""
    asks = request.META
    if request.method != "GET" or asks.get("HTTP_DNT") == "1" or asks.get("HTTP_SEC_GPC") == "1":
        return None
    if "prefetch" in asks.get("HTTP_SEC_PURPOSE", asks.get("HTTP_PURPOSE", "")) or "HTTP_HX_REQUEST" in asks:
        return None
    device = _device(asks.get("HTTP_USER_AGENT", "")[:400])
    if not device or (asks.get("HTTP_COOKIE") and settings.SESSION_COOKIE_NAME in request.COOKIES):
        return None
    came: dict[str, str] = {}
    before = asks.get("HTTP_REFERER", "")
    if before or "utm_" in asks.get("QUERY_STRING", ""):
        came = arrivals.came(request)
    is_ours = bool(before) and "site" not in came and _host(before) == request.get_host()
    words = [came[name] for name in ("campaign", "source") if name in came] if not is_ours else []
    return View(
        request.path[:LONGEST],
        request.path[1:3],
        came.get("site", ""),
        " / ".join(words),
        device,
        not is_ours,
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address[:2000]).netloc.lower()
    except ValueError:
        return ""


@lru_cache(2000)
def _device(program: str) -> str:
    """The class of the device; empty for programs that read by themselves, or don't say what they are."""
    if not program or _BOT.search(program):
        return ""
    if _TABLET.search(program):
        return "tablet"
    return "phone" if _PHONE.search(program) else "computer"
