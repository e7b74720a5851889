"""What surrounds each page: the menu, the languages, the legal pages."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from hustings.website.models import HomePage, LegalPage, Look, SignUpPage


@dataclass
class Tongue:
    """Another language of this page."""

    code: str
    name: str
    url: str


@dataclass
class Frame:
    """Menu and links around one page, in its language."""

    look: Look
    base: str = settings.BASE_URL
    home: Page | None = None
    menu: list[Page] = field(default_factory=list)
    legal: list[Page] = field(default_factory=list)
    privacy_url: str = ""
    sign_up_url: str = ""
    tongues: list[Tongue] = field(default_factory=list)


def around(request: HttpRequest, page: Page | None) -> Frame:
    """The frame of ``page`` (None: a page outside the tree), read once a request."""
    kept: Frame | None = getattr(request, "_frame", None)
    if kept is None:
        kept = _read(request, page)
        request._frame = kept  # type: ignore[attr-defined]
    return kept


def _read(request: HttpRequest, page: Page | None) -> Frame:
    frame = Frame(look=Look.load(request_or_site=request))
    site = Site.find_for_request(request)
    homes = {home.locale.language_code: home for home in _homes(site)}
    home = frame.home = homes.get(get_language() or "") or next(iter(homes.values()), None)
    if home is None:
        return frame
    children = home.get_children().live().select_related("locale").order_by("path")
    legal = LegalPage.objects.child_of(home).live().order_by("path").select_related("locale")
    frame.menu = [child for child in children if child.show_in_menus]
    frame.legal = list(legal)
    frame.privacy_url = next((p.get_url(request) for p in legal if p.kind == LegalPage.Kind.PRIVACY), "")
    sign_up = SignUpPage.objects.child_of(home).live().select_related("locale").first()
    frame.sign_up_url = sign_up.get_url(request) if sign_up else f"{home.get_url(request)}#join"
    frame.tongues = list(_tongues(request, page, homes))
    return frame


def _homes(site: Site | None) -> Any:
    if site is None:
        return []
    key = site.root_page.translation_key
    return HomePage.objects.live().filter(translation_key=key).select_related("locale")


def _tongues(request: HttpRequest, page: Page | None, homes: dict[str, Any]) -> Any:
    """This page's other languages; where it is not translated, their front pages."""
    there = dict(homes)
    if page is not None:
        for other in page.get_translations().live().select_related("locale"):
            there[other.locale.language_code] = other
    for code, other in there.items():
        if code != get_language():
            yield Tongue(code, get_language_info(code)["name_local"].capitalize(), other.get_url(request))
