"""``?letter=<ref>``: added by our redirect to links to our own site: mailing, link, version, day.

It names nobody, nobody can make one but us, and there is no cookie: the page's form carries it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qs, unquote_plus, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from hustings.foundation.lib.web.signed_bytes import Signer

NAME = "letter"
WINDOW = timedelta(days=7)  # from the click; what comes later has other reasons
_NAMED = (4, 1, 1, 2)  # bytes
_SIGNER = Signer("link ref", 13)
_FIRST = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Ref:
    """What it names; ``version`` is 0 but in a test."""

    mailing: int
    link: int
    version: int
    on: date

    @property
    def is_fresh(self) -> bool:
        return timedelta(days=-1) <= timezone.now().date() - self.on <= WINDOW


def make(mailing: int, link: int, version: int = 0) -> str:
    """The ref of a link, today."""
    values = (mailing, link, version, (timezone.now().date() - _FIRST).days)
    named = b"".join(value.to_bytes(size) for value, size in zip(values, _NAMED, strict=True))
    return _SIGNER.token(named)


def read(text: str) -> Ref | None:
    """What it names; None where it is none of ours, or too old."""
    named = _SIGNER.read(text)
    if named is None:
        return None
    on = _FIRST + timedelta(days=int.from_bytes(named[6:8]))
    found = Ref(int.from_bytes(named[:4]), named[4], named[5], on)
    return found if found.is_fresh else None


def is_ours(target: str) -> bool:
    """Whether it is a page of our site that anybody may read."""
    parts, ours = urlsplit(target), urlsplit(settings.BASE_URL)
    language = parts.path.strip("/").partition("/")[0]
    if (parts.scheme, parts.netloc.lower()) != (ours.scheme, ours.netloc.lower()):
        return False
    return not language or language in dict(settings.LANGUAGES)  # else a file, or HQ


def added(target: str, ref: str) -> str:
    """The target with it, where it is ours."""
    if not is_ours(target):
        return target
    parts = urlsplit(dropped(target))
    query = f"{parts.query}&{NAME}={ref}" if parts.query else f"{NAME}={ref}"
    return urlunsplit(parts._replace(path=parts.path or "/", query=query))


def dropped(target: str) -> str:
    """The target without a ref that came along as somebody copied it from their browser, where it is ours."""
    if NAME not in target or not is_ours(target):
        return target
    parts = urlsplit(target)
    asks = parts.query.split("&")
    kept = [each for each in asks if unquote_plus(each.partition("=")[0]) != NAME]
    return target if kept == asks else urlunsplit(parts._replace(query="&".join(kept)))


def of(request: HttpRequest) -> str:
    """The ref of the page asked for, else of our page from which they come; else empty."""
    here = _in(request.META.get("QUERY_STRING", ""))
    if here:
        return here
    before = request.META.get("HTTP_REFERER", "")
    if NAME not in before:  # what nearly everybody brings, who reads a page from memory
        return ""
    try:
        came = urlsplit(before)
    except ValueError:
        return ""
    return _in(came.query) if came.netloc == request.get_host() else ""


def _in(query: str) -> str:
    if NAME not in query:
        return ""
    found = parse_qs(query, max_num_fields=50).get(NAME, []) if query.count("&") < 50 else []
    return next(filter(read, reversed(found)), "")  # the last is the one that the letter has added
