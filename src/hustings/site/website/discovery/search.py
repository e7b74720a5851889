"""Search of the site. The words that readers type are kept nowhere."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from hustings.foundation.lib.text.text_folding import fold
from hustings.site.website import listings
from hustings.site.website.discovery import addresses
from hustings.site.website.look import frame
from hustings.site.website.serving import page_context

PER_PAGE = 10
MOST_ROWS = 5
LONGEST = 100  # characters of a question


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").replace('"', " ").split())[:LONGEST]
    found = Paginator(_found(request, asked), PER_PAGE).get_page(request.GET.get("page"))
    words = {"asked": asked, "found": found, "sections": _sections(request, asked)}
    response = render(request, "website/search.html", words)
    response["X-Robots-Tag"] = "noindex"
    return response


def _sections(request: HttpRequest, asked: str) -> list[dict[str, Any]]:
    """Rows with these words of each page that lists some, such as dates ahead, and of apps; a few of each."""
    home = frame.around(request, None).home
    if not asked or home is None:
        return []
    there = ((kind, page_context.listing(request, home, kind)) for kind in listings.kinds())
    found = [
        {
            "template": kind.search_template,
            "url": page.get_url(request),
            "rows": list(kind.found(asked)[:MOST_ROWS]),
        }
        for kind, page in there
        if page
    ]
    found += [
        {"template": "website/found_addresses.html", "kind": kind, "rows": kind.found(asked, MOST_ROWS)}
        for kind in addresses.in_order()
    ]
    return [each for each in found if each["rows"]]


def _found(request: HttpRequest, asked: str) -> Any:
    home = frame.around(request, None).home
    if not asked or home is None:
        return []
    pages = Page.objects.live().public().descendant_of(home, inclusive=True)
    pages = pages.filter(locale=home.locale_id).specific()
    found = pages.search(fold(asked), operator="and")  # as ``SitePage.folded_words`` has them
    # Not all words on one page: the pages whose titles hold words that begin like that.
    return found if found.count() else pages.autocomplete(asked, operator="or")
