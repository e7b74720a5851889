"""What surrounds each page: the menu, the languages, the legal pages."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from hustings.website import sharing
from hustings.website.models import (
    Audience,
    CandidateIndexPage,
    CandidatePage,
    HomePage,
    LegalPage,
    Look,
    SignUpPage,
)
from hustings.website.sharing import Shared


@dataclass
class Tongue:
    """Another language of this page."""

    code: str
    name: str
    url: str
    full_url: str = ""


@dataclass
class Frame:
    """Menu and links around one page, in its language."""

    look: Look
    theme_url: str
    shared: Shared | None = None
    is_counted: bool = False
    base: str = settings.BASE_URL
    home: Page | None = None
    menu: list[Page] = field(default_factory=list)
    legal: list[Page] = field(default_factory=list)
    privacy_url: str = ""
    sign_up_url: str = ""
    candidates: Page | None = None
    canonical: str = ""
    tongues: list[Tongue] = field(default_factory=list)


def around(request: HttpRequest, page: Page | None) -> Frame:
    """The frame of ``page`` (None: a page outside the tree), read once a request."""
    kept: Frame | None = getattr(request, "_frame", None)
    if kept is None:
        kept = _read(request, page)
        request._frame = kept  # type: ignore[attr-defined]
    return kept


def _read(request: HttpRequest, page: Page | None) -> Frame:
    look = Look.load(request_or_site=request)
    frame = Frame(look=look, theme_url=getattr(request, "theme_url", "") or look.theme.url)
    frame.shared = sharing.of(page, look)
    frame.is_counted = Audience.is_counting()
    site = _site(request)
    asked = Asked(request)
    frame.canonical = canonical(page, site, asked) if page is not None else ""
    homes = {home.locale.language_code: home for home in _homes(site)}
    home = frame.home = homes.get(get_language() or "") or next(iter(homes.values()), None)
    if home is None:
        return frame
    children = home.get_children().live().select_related("locale").order_by("path")
    legal = LegalPage.objects.child_of(home).live().order_by("path").select_related("locale")
    frame.menu = [child for child in children if child.show_in_menus]
    if isinstance(page, CandidatePage):
        frame.candidates = CandidateIndexPage.objects.child_of(home).live().first()
    frame.legal = list(legal)
    frame.privacy_url = next((p.get_url(request) for p in legal if p.kind == LegalPage.Kind.PRIVACY), "")
    sign_up = SignUpPage.objects.child_of(home).live().select_related("locale").first()
    frame.sign_up_url = sign_up.get_url(request) if sign_up else f"{home.get_url(request)}#join"
    frame.tongues = list(_tongues(request, page, homes, site, asked))
    return frame


class Asked:
    """Stands for a request to Wagtail, which keeps the roots of all sites on it: one question for all pages.

    Unlike a true one it has no site of its own that would be preferred.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        if request is not None:
            self._wagtail_cached_site_root_paths = Page()._get_site_root_paths(request)


def canonical(page: Page, site: Site | None, asked: Asked) -> str:
    """The one address that search engines are told: at the campaign's own, or at the page's own domain."""
    parts = page.get_url_parts(asked)
    if not parts or parts[2] is None:
        return ""
    is_ours = site is None or parts[0] == site.pk
    return f"{settings.BASE_URL if is_ours else parts[1]}{parts[2]}"


def _site(request: HttpRequest) -> Site | None:
    """The campaign's, also where a candidate's page is asked for at a domain of its own."""
    site: Site | None = Site.find_for_request(request)
    if site is None or site.is_default_site:
        return site
    return Site.objects.select_related("root_page").filter(is_default_site=True).first() or site


def _homes(site: Site | None) -> Any:
    if site is None:
        return []
    key = site.root_page.translation_key
    return HomePage.objects.live().filter(translation_key=key).select_related("locale")


def _tongues(
    request: HttpRequest, page: Page | None, homes: dict[str, Any], site: Site | None, asked: "Asked"
) -> Any:
    """This page's other languages; where it is not translated, their front pages."""
    there = dict(homes)
    if page is not None:
        for other in page.get_translations().live().select_related("locale"):
            there[other.locale.language_code] = other
    for code, other in there.items():
        if code != get_language():
            yield Tongue(
                code,
                get_language_info(code)["name_local"].capitalize(),
                other.get_url(request),
                canonical(other, site, asked),
            )
