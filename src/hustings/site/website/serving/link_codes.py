"""Carries ``/fr/?via=CODE`` and the like from page to page of a visit, in links, without a cookie.

Links and asking forms of the page lead on with the words, for this reader alone, also in pages from memory.
Form steps and thanks go on with what the form carries, links in mails with what was kept of it.
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import escape, format_html_join

from hustings.people.signups.public_forms import arrivals, embeds

_CODES = "|".join(code for code, _name in settings.LANGUAGES)
# A link of a page to another page of ours, whatever it asks for; or to the page itself, asking for something.
_ASKED = r'(?:\?[^"#<>]*)?'
_LINK = re.compile(rf'(<a\s[^<>]*?\bhref=")(/(?:{_CODES})/[^"?#]*{_ASKED}|\?[^"#<>]*)(?=["#])'.encode())
# Of a frame every link leads out of it, with the site's address before it.
_HOME = re.escape(settings.BASE_URL)
_OUT = re.compile(rf'(<a\s[^<>]*?\bhref=")((?:{_HOME})?/(?:{_CODES})/[^"?#]*{_ASKED})(?=["#])'.encode())
_HAS = re.compile(rb"[?&;](?:via|utm_[a-z]+)=")  # whose words are its own: a link to share, say
_FORM = re.compile(rb"<form\s[^<>]*>")
_ASKS = re.compile(rf'^<(?=[^<>]*\bmethod="get")[^<>]*\baction="/(?:{_CODES})/'.encode())
_ON = frozenset({301, 302})  # where a page stands now, whether for good or not
_FORMS = frozenset({200, 409, 410, 422, 429})  # a page, and forms that are shown again


class CarryingMiddleware:
    """Stands before pages in memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.places = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse):
            if response.status_code in _ON:  # also from an address of a former site, or one made for print
                self._go_on(request, response)
            elif self._is_of_site(request, response) and (words := arrivals.onward(request)):
                is_frame = bool(embeds.of(request))
                if not is_frame:
                    _send_along(response, words)
                _lead_on(response, _OUT if is_frame else _LINK, urlencode(words))
        return response

    def _is_of_site(self, request: HttpRequest, response: HttpResponse) -> bool:
        return request.path.startswith(self.places) and _is_page(response)

    def _go_on(self, request: HttpRequest, response: HttpResponse) -> None:
        to = urlsplit(response["Location"])
        is_ours = to.netloc in {"", request.get_host(), urlsplit(settings.BASE_URL).netloc}
        if is_ours and to.path.startswith(self.places) and (words := arrivals.onward(request)):
            response["Location"] = _with(response["Location"], words)


def _is_page(response: HttpResponse) -> bool:
    return response.status_code in _FORMS and response.get("Content-Type", "").startswith("text/html")


def _send_along(response: HttpResponse, words: list[tuple[str, str]]) -> None:
    """Put the words into forms whose answer is a page of its own: their address says nothing of them."""
    unseen = format_html_join("", '<input type="hidden" name="{}" value="{}">', words).encode()
    response.content = _FORM.sub(
        lambda form: form[0] + unseen if _ASKS.search(form[0]) else form[0], response.content
    )


def _lead_on(response: HttpResponse, link: re.Pattern[bytes], asked: str) -> None:
    words = escape(asked).encode()

    def on(found: re.Match[bytes]) -> bytes:
        start, address = found[1], found[2]
        if _HAS.search(address):
            return found[0]
        mark = b"" if address.endswith(b"?") else b"&amp;" if b"?" in address else b"?"
        return start + address + mark + words

    response.content = link.sub(on, response.content)
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))
    del response["ETag"]  # it names the page without them


def _with(address: str, words: list[tuple[str, str]]) -> str:
    """An address that is gone on to; it may ask for something already, and lead to a place on the page."""
    path, mark, place = address.partition("#")
    has = {name for name, _value in parse_qsl(path.partition("?")[2], keep_blank_values=True)}
    asked = urlencode([(name, value) for name, value in words if name not in has])
    return f"{path}{'&' if '?' in path else '?'}{asked}{mark}{place}" if asked else address
