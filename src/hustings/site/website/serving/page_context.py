"""Context of the frame of pages, kept for each version of the site: see ``site_cache``."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Locale, Page, PageViewRestriction, Site

from hustings.foundation.campaigns.models import Campaign
from hustings.site.website.models import Audience, HomePage, LegalPage, Look, SignUpPage
from hustings.site.website.serving import site_cache

PICTURES = ("portrait", "background", "rally", "share_picture")


@dataclass(frozen=True)
class Inside:
    children: dict[str, Page]  # by their places in the tree
    menu: list[Page]
    legal: list[LegalPage]
    sign_up: SignUpPage | None
    deeds: list[Any]  # of the front page, as far as what they lead to is there


class Asked:
    """Stands for a request to Wagtail, which keeps the roots of all sites on it; without a site."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        if request is not None:
            self._wagtail_cached_site_root_paths = roots(request)


def canonical(page: Page, site: Site | None, asked: Asked) -> str:
    """The one address that search engines are told: at the campaign's own, or at the page's own domain."""
    parts = page.get_url_parts(asked)
    if not parts or parts[2] is None:
        return ""
    is_ours = site is None or parts[0] == site.pk
    return f"{settings.BASE_URL if is_ours else parts[1]}{parts[2]}"


def roots(request: HttpRequest) -> Any:
    """Where the sites begin, laid where Wagtail looks for it."""
    found = site_cache.of(request).the("roots", Site.get_site_root_paths)
    request._wagtail_cached_site_root_paths = found  # type: ignore[attr-defined]
    return found


def asked_site(request: HttpRequest) -> Site | None:
    """The one that answers for the host asked for, laid where Wagtail looks for it; sought once a request."""
    about = site_cache.of(request)
    before: tuple[Any, Site | None] | None = getattr(request, "_asked_site", None)
    if before is not None and before[0] is about:
        return before[1]
    host, port = split_domain_port(request.get_host())[0], int(request.get_port())
    named = [each for each in _sites(request) if each.hostname == host]
    exact = [each for each in named if each.port == port] or (named if len(named) == 1 else [])
    found = exact[0] if exact else _default(request)
    request._wagtail_site = found  # type: ignore[attr-defined]
    request._asked_site = (about, found)  # type: ignore[attr-defined]
    return found


def _sites(request: HttpRequest) -> list[Site]:
    return site_cache.of(request).the("sites", lambda: list(Site.objects.select_related("root_page")))


def _default(request: HttpRequest) -> Site | None:
    return next((each for each in _sites(request) if each.is_default_site), None)


def main_site(request: HttpRequest) -> Site | None:
    """The campaign's, also where a candidate's page is asked for at a domain of its own."""
    site = asked_site(request)
    if site is None or site.is_default_site:
        return site
    return _default(request) or site


def homes(request: HttpRequest) -> dict[str, Any]:
    """The published front pages by their languages."""
    site = main_site(request)
    if site is None:
        return {}
    return site_cache.of(request).the("homes", lambda: _homes(site.root_page.translation_key))


def _homes(key: Any) -> dict[str, Any]:
    found = HomePage.objects.live().filter(translation_key=key).select_related("locale", *PICTURES)
    pages = list(found.order_by("path"))
    prefetch_related_objects(pages, *(f"{name}__renditions" for name in PICTURES))
    return {page.locale.language_code: page for page in pages}


def inside(request: HttpRequest, home: Page) -> Inside:
    return site_cache.of(request).the(("inside", home.pk), lambda: _inside(request, home))


def _inside(request: HttpRequest, home: Page) -> Inside:
    children = list(home.get_children().live().order_by("path"))

    def of(model: Any) -> Any:
        return public(request, model.objects.child_of(home).live()).order_by("path")

    return Inside(
        {each.path: each for each in children},
        [each for each in children if each.show_in_menus and is_open(request, each)],
        list(of(LegalPage)),
        of(SignUpPage).first(),
        deeds(home),
    )


def listing(request: HttpRequest, home: Page, model: type[Page]) -> Page | None:
    """The first page of this kind below the front page, where everybody may read it."""
    children = inside(request, home).children.values()
    found = (each for each in children if each.specific_class is model and is_open(request, each))
    return next(found, None)


def locales(request: HttpRequest) -> dict[int, Locale]:
    """The languages by their rows."""
    return site_cache.of(request).the("locales", lambda: {each.pk: each for each in Locale.objects.all()})


def campaign(request: HttpRequest) -> Campaign:
    """Whose site it is: to be read, not to be changed."""
    return site_cache.of(request).the("campaign", Campaign.current)


def look(request: HttpRequest) -> Look:
    """How the site looks: to be read, not to be changed."""
    return site_cache.of(request).the("look", _look)


def _look() -> Look:
    found: Look = Look.load()
    prefetch_related_objects([found], "logo__renditions", "logo_by_night__renditions")
    return found


def is_counting(request: HttpRequest) -> bool:
    return site_cache.of(request).the("counting", Audience.is_counting)


def closed(request: HttpRequest) -> list[str]:
    """The places in the tree, below which pages are not for everybody."""
    rows = PageViewRestriction.objects.values_list("page__path", flat=True)
    return site_cache.of(request).the("closed", lambda: list(rows))


def public(request: HttpRequest, pages: Any) -> Any:
    for path in closed(request):
        pages = pages.exclude(path__startswith=path)
    return pages


def deeds(home: Any) -> list[Any]:
    """What the front page says can be done now, as far as what it leads to is published."""
    return [each for each in home.deeds if (page := each.value.get("page")) and page.live]


def is_open(request: HttpRequest, page: Page) -> bool:
    return not any(map(page.path.startswith, closed(request)))


def parent(request: HttpRequest, home: Page, page: Page) -> Page | None:
    """What a page hangs on, such as the list that a piece of news is in; None where that is not published."""
    above = inside(request, home).children.get(page.path[: -Page.steplen]) or page.get_parent()
    return above.specific_deferred if above and above.live else None
