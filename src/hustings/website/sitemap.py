"""Which pages search engines are told of: at each domain those that stand there.

A file of addresses may hold so many; beyond that there is one for each part, and a list of the parts.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from hustings.events.models import Event
from hustings.groups.models import LocalGroup
from hustings.lib import listings
from hustings.mailing.archive import reading
from hustings.mailing.models import Archive, ArchivePage
from hustings.website import surroundings
from hustings.website.surroundings import Asked

BASE = urlsplit(settings.BASE_URL)
PART = 5_000  # addresses in a file: with those of their translations it stays far below the 50 MB allowed


@require_safe
def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponseBase:
    """All addresses; or, where they are too many for one file, where the parts are."""
    site = surroundings.asked_site(request)
    maps: dict[str, type[Sitemap[Any]] | Sitemap[Any]]
    if site is None or site.is_default_site:
        maps = {
            "pages": PageSitemap(), "letters": LetterSitemap(), "dates": DateSitemap(),
            "groups": GroupSitemap(),
        }  # fmt: skip
    else:
        maps = {"pages": OwnSitemap(site)}
    numbers = {name: each.paginator.num_pages for name, each in maps.items() if isinstance(each, Sitemap)}
    if section is not None or max(numbers.values()) == 1:
        answer: HttpResponseBase = views.sitemap(request, maps, section)
        return answer
    parts = [
        {"location": f"{root(request)}{reverse('sitemap_part', args=[name])}{f'?p={at}' if at > 1 else ''}"}
        for name, n in numbers.items()
        for at in range(1, n + 1)
    ]
    listed = TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml"
    )
    listed["X-Robots-Tag"] = "noindex, noodp, noarchive"
    return listed


def root(request: HttpRequest) -> str:
    """The address of the site that is asked for: the campaign's, or a candidate's own domain."""
    site = surroundings.asked_site(request)
    is_ours = site is None or site.is_default_site
    return str(settings.BASE_URL if site is None or is_ours else site.root_url)


class _OfSite(Sitemap[Any]):
    """Addresses of the site."""

    protocol = BASE.scheme
    limit = PART

    def __init__(self) -> None:
        self.asked = Asked()  # on which Wagtail keeps the roots of sites: once for all addresses

    def get_domain(self, site: Any = None) -> str:
        """The public host, whatever host the request came by."""
        return str(BASE.netloc)


class PageSitemap(_OfSite):
    """Every published page of every language."""

    def items(self) -> Any:
        """Published pages below the front page of each language."""
        if settings.STAGING:
            return Page.objects.none()
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            return Page.objects.none()
        found = Page.objects.none()
        for home in Page.objects.filter(translation_key=site.root_page.translation_key):
            found |= Page.objects.descendant_of(home, inclusive=True)
        elsewhere = Site.objects.filter(is_default_site=False).values("root_page__translation_key")
        found = found.exclude(translation_key__in=elsewhere)  # at a domain of its own
        return found.live().public().select_related("locale").order_by("path")

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        """Each page with the addresses of its translations."""
        found: list[dict[str, Any]] = super().get_urls(page, site, protocol)
        keys = {each["item"].translation_key for each in found}
        alike: dict[Any, list[dict[str, str]]] = {}
        for other in self.items().filter(translation_key__in=keys):
            code = other.locale.language_code
            place = {"location": settings.BASE_URL + self.location(other), "lang_code": code}
            alike.setdefault(other.translation_key, []).append(place)
        for each in found:
            places = alike[each["item"].translation_key]
            each["alternates"] = places if len(places) > 1 else []
        return found

    def location(self, item: Page) -> str:
        """The page's path."""
        parts = item.get_url_parts(self.asked)  # and no host, which several sites would bring
        return str(parts[2]) if parts else ""

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        moment: datetime | None = item.last_published_at
        return moment


class OwnSitemap(_OfSite):
    """What stands at a candidate's own domain: the page, in each language."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site

    def get_domain(self, site: Any = None) -> str:
        """That domain."""
        return str(urlsplit(self.site.root_url).netloc)

    def items(self) -> Any:
        """The page at its root and its translations, as far as everybody may read them."""
        if settings.STAGING:
            return Page.objects.none()
        key = self.site.root_page.translation_key
        return Page.objects.filter(translation_key=key).live().public().order_by("path")

    def location(self, item: Page) -> str:
        """The page's path at that domain."""
        parts = item.get_url_parts(self.asked)
        return str(parts[2]) if parts else ""

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        moment: datetime | None = item.last_published_at
        return moment


class LetterSitemap(_OfSite):
    """Mailings that everybody may read, where search engines may list them."""

    def items(self) -> Any:
        """All of them, of every language."""
        archive = Archive.current()
        return (
            ArchivePage.objects.shown()
            if archive.is_on and archive.is_indexed
            else ArchivePage.objects.none()
        )

    def location(self, item: ArchivePage) -> str:
        """The page's path."""
        return reading.path(item)

    def lastmod(self, item: ArchivePage) -> datetime | None:
        """When it was sent."""
        return item.sent_at


class _Listed(_OfSite):
    """Rows below a page that lists them, in each language that has such a page."""

    kind = ""
    i18n = alternates = True
    limit = 20_000

    def __init__(self) -> None:
        super().__init__()
        self.starts: dict[str, str] = {}
        for code in self.languages or [code for code, _name in settings.LANGUAGES]:
            with override(code):
                url = "" if settings.STAGING else listings.of_site().address(self.kind, "", code)
            if url:
                self.starts[code] = urlsplit(url).path

    def get_languages_for_item(self, item: Any) -> list[str]:
        """Those of the pages."""
        return list(self.starts)

    def location(self, item: Any) -> str:
        """Below the page of the language."""
        return self.starts[get_language() or ""] + str(item.path)

    def lastmod(self, item: Any) -> datetime:
        """When it was changed."""
        moment: datetime = item.changed_at
        return moment


class DateSitemap(_Listed):
    """Dates, those ahead first."""

    kind = "agenda"

    def items(self) -> Any:
        """As many as fit."""
        found = Event.objects.shown().order_by("-starts_at", "-pk").only("titles", "changed_at")
        return found[:5_000] if self.starts else found.none()


class GroupSitemap(_Listed):
    """Local groups."""

    kind = "groups"

    def items(self) -> Any:
        """As many as fit."""
        found = LocalGroup.objects.shown().order_by("pk").only("name", "changed_at")
        return found[:10_000] if self.starts else found.none()
