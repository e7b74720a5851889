"""Frame of each page: the menu, the languages, the legal pages."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info, gettext, override
from wagtail.models import Page, Site

from hustings.site.website.discovery import share_previews
from hustings.site.website.discovery.share_previews import Shared
from hustings.site.website.look import menu_layout
from hustings.site.website.models import HomePage, LegalPage, Look
from hustings.site.website.serving import page_context
from hustings.site.website.serving import site_cache as kept
from hustings.site.website.serving.page_context import Asked, canonical


@dataclass
class LanguageLink:
    code: str
    name: str
    url: str
    full_url: str = ""


@dataclass
class Frame:
    look: Look
    theme_url: str
    shared: Shared | None = None
    is_counted: bool = False
    base: str = settings.BASE_URL
    campaign: str = ""
    home: Page | None = None
    trail: list[Page] = field(default_factory=list)
    menu: list[Page] = field(default_factory=list)
    current: int = 0  # the page of the menu that is shown
    legal: list[Page] = field(default_factory=list)
    privacy_url: str = ""
    sign_up_url: str = ""
    deeds: list[Any] = field(default_factory=list)
    canonical: str = ""
    tongues: list[LanguageLink] = field(default_factory=list)
    asked: Asked = field(default_factory=Asked)

    @property
    def fit(self) -> str:
        return menu_layout.of(
            [each.title for each in self.menu], brand=self.campaign, tagline=self.look.tagline,
            button=gettext("Join us"), n_tongues=len(settings.LANGUAGES) - 1,
        )  # fmt: skip


def around(request: HttpRequest, page: Page | None) -> Frame:
    """The frame of ``page`` (None: a page outside the tree), read once a request."""
    kept: Frame | None = getattr(request, "_frame", None)
    if kept is None:
        kept = _read(request, page)
        request._frame = kept  # type: ignore[attr-defined]
    return kept


def _read(request: HttpRequest, page: Page | None) -> Frame:
    look, campaign = page_context.look(request), page_context.campaign(request)
    request._campaign, name = campaign, campaign.name  # type: ignore[attr-defined]
    frame = Frame(look=look, theme_url=getattr(request, "theme_url", "") or look.theme.url, campaign=name)
    frame.shared = share_previews.of(page, look, name)
    frame.is_counted = page_context.is_counting(request)
    site, homes = page_context.main_site(request), page_context.homes(request)
    asked = Asked(request)
    frame.asked = asked
    frame.canonical = canonical(page, site, asked) + _below(page) if page is not None else ""
    home = frame.home = homes.get(get_language() or "") or next(iter(homes.values()), None)
    if home is None:
        return frame
    inside = page_context.inside(request, home)
    frame.trail = getattr(request, "_trail", [])
    frame.menu = inside.menu
    frame.current = page.pk if page is not None and any(page.pk == each.pk for each in inside.menu) else 0
    is_draft = getattr(request, "is_preview", False) and isinstance(page, HomePage)
    frame.deeds = page_context.deeds(page) if is_draft else inside.deeds
    frame.legal = list(inside.legal)
    private = next((each for each in inside.legal if each.kind == LegalPage.Kind.PRIVACY), None)
    frame.privacy_url = private.get_url(request) if private else ""
    frame.sign_up_url = inside.sign_up.get_url(request) if inside.sign_up else f"{home.get_url(request)}#join"
    frame.tongues = list(_tongues(request, page, homes, site, asked))
    return frame


def _tongues(
    request: HttpRequest, page: Page | None, homes: dict[str, Any], site: Site | None, asked: Asked
) -> Any:
    """This page's other languages; where it is not translated, their front pages."""
    there = dict(homes)
    if page is not None and all(page.pk != home.pk for home in homes.values()):
        codes = page_context.locales(request)
        others = kept.of(request).of_page(("others", page.pk), lambda: _others(request, page))
        there |= {codes[other.locale_id].language_code: other for other in others}
    for code, other in there.items():
        if code != get_language():
            yield LanguageLink(
                code,
                get_language_info(code)["name_local"].capitalize(),
                other.get_url(request) + _below(page, other, code),
                canonical(other, site, asked) + _below(page, other, code),
            )


def _below(page: Any, other: Any = None, code: str = "") -> str:
    """What comes after the address of a page, or of its translation, that stands for a row."""
    row = getattr(page, "stands_for", None)
    if row is None or (other is not None and other.translation_key != page.translation_key):
        return ""
    with override(code or get_language()):
        return str(row.path)


def _others(request: HttpRequest, page: Page) -> list[Page]:
    found = Page.objects.live().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return list(page_context.public(request, found))
