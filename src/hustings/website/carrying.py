"""Carries by what somebody came from page to page of a visit, without a cookie: in the links themselves.

Who opens ``/fr/?via=CODE`` reads on and signs three pages later: the code must still be there. So links of a
page that was asked for with such words lead on with them, other languages included. They are put in for this
reader alone, also into pages from memory; who came without words gets the page as it is.
"""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import escape

from hustings.people.public_forms import arriving

_CODES = "|".join(code for code, _name in settings.LANGUAGES)
# A link of a page to another page of ours; one that asks for something says itself what.
_LINK = re.compile(rf'(<a\s[^<>]*?\bhref=")(/(?:{_CODES})/[^"?#]*)(?=["#])'.encode())


class CarryingMiddleware:
    """Stands before pages in memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.places = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, its links with the words of the address asked for."""
        response = self.get_response(request)
        if not (request.META.get("QUERY_STRING") and request.path.startswith(self.places)):
            return response
        if isinstance(response, HttpResponse) and _is_page(response) and (words := _asked(request)):
            response.content = _LINK.sub(rb"\g<1>\g<2>?" + words, response.content)
            if "Content-Length" in response:
                response["Content-Length"] = str(len(response.content))
            del response["ETag"]  # it names the page without them
        return response


def _is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")


def _asked(request: HttpRequest) -> bytes:
    """The words of the address that are carried on, as HTML writes them; empty where there are none."""
    words = arriving.carried(request.META["QUERY_STRING"])
    return escape(urlencode(words)).encode()
