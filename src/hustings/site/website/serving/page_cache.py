"""Pages kept in memory for unknown readers: no cookie, no question but which letter or campaign led here.

What answers the same whatever is asked (``asks_nothing``) is kept for any question. Each process keeps its
own and asks the database for the edition first. Stamps of forms and ``live_fragments`` are put in anew.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import parse_http_date_safe

from hustings.foundation.lib.web import live_fragments
from hustings.outreach.emails import link_refs
from hustings.people.signups.public_forms import arrivals, stamp
from hustings.site.website.audience import view_counters
from hustings.site.website.serving import page_context
from hustings.site.website.serving import site_cache as surrounding

Address = tuple[str, str, str]
MOST = 500  # pages; an address that nobody published is no page, so this is a bound and not a need
LONGEST = 2**20  # bytes of one page
KEPT_FOR = (
    60.0  # seconds; a bound on what no row tells: a translation, a template, a lost last step of a commit
)
_STAMP = re.compile(rb'(?<=name="stamp" value=")[^"]+')
_ANEW = re.compile(_STAMP.pattern + b"|" + live_fragments.MARK.pattern, re.DOTALL)
Anew = stamp.Stamp | tuple[str, str]  # a part of the page: its name and what it is about


@dataclass(frozen=True)
class Kept:
    """A page as it was written: text and, between, the stamps and parts to be made anew."""

    headers: dict[str, str]
    texts: list[bytes]
    anew: list[Anew]
    written_at: float  # time.monotonic
    is_counted: bool = False
    is_for_any: bool = False  # the same whatever its address asks for

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for one more reader, its forms stamped with by what they came."""
        has_forms = any(isinstance(each, stamp.Stamp) for each in self.anew)
        ref, came = (arrivals.ref(request), arrivals.came(request)) if has_forms else ("", {})
        parts = [self.texts[0]]
        for each, text in zip(self.anew, self.texts[1:], strict=True):
            made = (
                str(stamp.now(each.source, each.lines, ref, came)) if isinstance(each, stamp.Stamp)
                else live_fragments.write(*each)
            )  # fmt: skip
            parts += [made.encode(), text]
        body = b"".join(parts)
        return HttpResponse(body, headers=self.headers | {"Content-Length": str(len(body))})


def keep(response: HttpResponse) -> Kept | None:
    """The page in an answer; None where it must not be shown to others."""
    if not getattr(response, "is_for_everybody", False) or response.status_code != 200 or response.cookies:
        return None
    if len(response.content) > LONGEST:
        return None
    texts, anew, at = [], [], 0
    for found in _ANEW.finditer(response.content):
        each = (found[1].decode(), found[2].decode()) if found[1] else stamp.read(found[0].decode())
        if each is None or (isinstance(each, stamp.Stamp) and each.mark):
            return None
        texts.append(response.content[at : found.start()])
        anew.append(each)
        at = found.end()
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    is_counted = getattr(response, "is_counted", False)
    asks_nothing = getattr(response, "asks_nothing", False)
    return Kept(headers, [*texts, response.content[at:]], anew, time.monotonic(), is_counted, asks_nothing)


class PageCacheMiddleware:
    """Stands before sessions and languages: a page from memory costs one small question."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages: dict[Address, Kept] = {}
        self.edition = ""
        self.lock = threading.Lock()
        self.places = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or pass on and keep what comes back."""
        if not request.path.startswith(self.places):
            return self.get_response(request)
        if not _is_anybody(request):
            return _noted(request, self.get_response(request))
        address = (request.scheme or "", request.get_host(), request.path)
        # Before the page is written: what changes meanwhile makes another one.
        edition = surrounding.edition(request)
        asks = _asks(request)
        if (kept := self._find(address, edition)) and (kept.is_for_any or not asks):
            if kept.is_counted:
                view_counters.note(request)
            return _unless_had(request, kept)
        response = _noted(request, self.get_response(request))
        made = (
            None
            if live_fragments.is_for_one(request) or not isinstance(response, HttpResponse)
            else keep(response)
        )
        if made and (made.is_for_any or not asks):
            self._put(address, edition, made)
        return response

    def _find(self, address: Address, edition: str) -> Kept | None:
        with self.lock:
            kept = self.pages.get(address) if edition == self.edition else None
        return kept if kept and time.monotonic() - kept.written_at < KEPT_FOR else None

    def _put(self, address: Address, edition: str, made: Kept) -> None:
        with self.lock:
            if edition != self.edition:
                self.pages, self.edition = {}, edition
            self.pages.pop(address, None)
            while len(self.pages) >= MOST:
                del self.pages[next(iter(self.pages))]  # the one written longest ago
            self.pages[address] = made


def _noted(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if live_fragments.is_for_one(request):
        add_never_cache_headers(response)  # nor by a browser, whose next reader presses "back"
        del response["ETag"], response["Last-Modified"]
    if getattr(response, "is_counted", False) and response.status_code == 200:
        response.is_counted = page_context.is_counting(request)  # type: ignore[attr-defined]
        if response.is_counted:  # type: ignore[attr-defined]
            view_counters.note(request)
    return response


def _unless_had(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    """The page, or that the reader has it as it is: where it says so, and nothing in it has to be new."""
    answer = kept.answer(request)
    if kept.anew or "ETag" not in answer:
        return answer
    changed = parse_http_date_safe(answer.get("Last-Modified", ""))
    return get_conditional_response(request, answer["ETag"], changed, response=answer) or answer


def _is_anybody(request: HttpRequest) -> bool:
    """Whether the answer can depend on the address alone, its path naming the language."""
    asks = request.META
    return (
        request.method == "GET"
        and not asks.get("HTTP_COOKIE")
        and "HTTP_AUTHORIZATION" not in asks
        and "HTTP_HX_REQUEST" not in asks
    )


def _asks(request: HttpRequest) -> bool:
    """Whether the address asks for more than a page: what the page may answer, or nothing that we know."""
    query: str = request.META.get("QUERY_STRING", "")
    return bool(query) and not arrivals.is_alone(query, link_refs.NAME)
