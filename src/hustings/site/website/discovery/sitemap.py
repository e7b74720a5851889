"""The sitemap: at each domain the pages that stand there, in parts where a file would grow too long.

A file takes a handful of queries of few columns, so it is written whole in a fraction of a second.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from hustings.foundation.lib.web import query_params
from hustings.outreach.archive.models import Archive, ArchivePage
from hustings.site.website import listings
from hustings.site.website.discovery import addresses
from hustings.site.website.models.base import ListingPage
from hustings.site.website.serving import page_context
from hustings.site.website.serving.page_context import Asked

PART = 5_000  # addresses in a file: with those of their translations it stays far below the 50 MB allowed
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True, slots=True)
class Entry:
    address: str
    changed_at: dt.datetime | None
    alike: list[tuple[str, str]] = field(default_factory=list)  # language, address


class Section(Protocol):
    """One kind of addresses, in parts: the first is 1. Each row may bring an address for each language."""

    def parts(self) -> list[int]: ...

    def has(self, part: int) -> bool: ...

    def entries(self, part: int) -> Iterable[Entry]: ...


class Numbered:
    """Parts by the number of rows before them, ``size`` rows each."""

    size = PART

    def count(self) -> int:
        raise NotImplementedError  # each section has its own

    def between(self, start: int, end: int) -> Iterable[Entry]:
        raise NotImplementedError  # each section has its own

    def parts(self) -> list[int]:
        return list(range(1, max(1, -(-self.count() // self.size)) + 1))

    def has(self, part: int) -> bool:
        return part <= self.parts()[-1]

    def entries(self, part: int) -> Iterable[Entry]:
        return self.between((part - 1) * self.size, part * self.size)


@require_safe
def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """All addresses; or, where they are too many for one file, where the parts are."""
    sections = _sections(request)
    if section is not None:
        part = query_params.key(request.GET.get("p", "1"))
        if section not in sections or not part or not sections[section].has(part):
            raise Http404
        return _answer(sections[section].entries(part))
    keys = {name: each.parts() for name, each in sections.items()}
    if max(map(len, keys.values()), default=1) == 1:
        return _answer(entry for each in sections.values() for entry in each.entries(1))
    parts = [
        {"location": f"{root(request)}{reverse('sitemap_part', args=[name])}{f'?p={at}' if at > 1 else ''}"}
        for name, of_section in keys.items()
        for at in of_section
    ]
    listed = TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml"
    )
    listed["X-Robots-Tag"] = "noindex, noodp, noarchive"
    return listed


def root(request: HttpRequest) -> str:
    """The address of the site that is asked for: the campaign's, or a candidate's own domain."""
    site = page_context.asked_site(request)
    is_ours = site is None or site.is_default_site
    return str(settings.BASE_URL if site is None or is_ours else site.root_url)


def _sections(request: HttpRequest) -> dict[str, Section]:
    if settings.STAGING:
        return {}
    site = page_context.asked_site(request)
    if site is not None and not site.is_default_site:
        return {"pages": OwnPages(site)}
    homes = [Home(code, page) for code, page in page_context.homes(request).items()]

    def starts(model: type[Page]) -> dict[str, str]:
        found = ((home, page_context.listing(request, home.page, model)) for home in homes)
        return {home.code: home.address(page.url_path) for home, page in found if page}

    listed = {kind.section: Listed(starts(kind), kind) for kind in listings.kinds()}
    codes = [home.code for home in homes]
    keyed = {kind.name: Keyed(codes, kind) for kind in addresses.in_order()}
    return {"pages": Pages(request, homes), "letters": Letters(), **listed, **keyed}


def _answer(entries: Iterable[Entry]) -> HttpResponse:
    text = "".join([_HEAD, *map(_written, entries), "</urlset>\n"])
    answer = HttpResponse(text, content_type="application/xml")
    answer["X-Robots-Tag"] = "noindex, noodp, noarchive"
    return answer


def _written(entry: Entry) -> str:
    changed = (
        f"<lastmod>{timezone.localdate(entry.changed_at).isoformat()}</lastmod>" if entry.changed_at else ""
    )
    alike = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'
        for code, address in entry.alike
    )
    return f"<url><loc>{escape(entry.address)}</loc>{changed}{alike}</url>\n"


class Home:
    def __init__(self, code: str, page: Page) -> None:
        self.code, self.page, self.cut = code, page, len(page.url_path)
        with override(code):
            self.start = f"{settings.BASE_URL}{reverse('wagtail_serve', args=[''])}"

    def address(self, url_path: str) -> str:
        """Of a page, as Wagtail makes it, without a question."""
        return f"{self.start}{quote(url_path[self.cut :], safe='/~')}"


class Pages(Numbered):
    def __init__(self, request: HttpRequest, homes: list[Home]) -> None:
        self.homes = homes
        found = Page.objects.none()
        for home in homes:
            found |= Page.objects.descendant_of(home.page, inclusive=True)
        elsewhere = Site.objects.filter(is_default_site=False).values("root_page__translation_key")
        found = found.exclude(translation_key__in=elsewhere)  # at a domain of its own
        self.found = page_context.public(request, found.live()).order_by("path")

    def count(self) -> int:
        return int(self.found.count())

    def between(self, start: int, end: int) -> Iterator[Entry]:
        """Each with the addresses of its translations: a question for these, and one for those."""
        columns = ("translation_key", "path", "url_path", "last_published_at")
        told = list(self.found.values_list(*columns)[start:end])
        alike: dict[Any, list[tuple[str, str]]] = {}
        others = self.found.filter(translation_key__in={row[0] for row in told})
        for key, path, url_path in others.values_list(*columns[:3]):
            alike.setdefault(key, []).append(self._place(path, url_path))
        for key, path, url_path, changed_at in told:
            places = alike.get(key, [])
            yield Entry(self._place(path, url_path)[1], changed_at, places if len(places) > 1 else [])

    def _place(self, path: str, url_path: str) -> tuple[str, str]:
        home = next(home for home in self.homes if path.startswith(home.page.path))
        return home.code, home.address(url_path)


class OwnPages(Numbered):
    """What stands at a candidate's own domain: the page at its root, in each language."""

    def __init__(self, site: Site) -> None:
        self.start = site.root_url
        key = site.root_page.translation_key
        found = Page.objects.filter(translation_key=key).live().public().order_by("path")
        self.pages = list(found.select_related("locale"))

    def count(self) -> int:
        return len(self.pages)

    def between(self, start: int, end: int) -> Iterator[Entry]:
        once = Asked()  # on which Wagtail keeps the roots of sites
        for page in self.pages[start:end]:
            parts = page.get_url_parts(once)
            yield Entry(f"{self.start}{parts[2] if parts else ''}", page.last_published_at)


class Letters(Numbered):
    def __init__(self) -> None:
        archive = Archive.current()
        is_told = archive.is_on and archive.is_indexed
        self.found = ArchivePage.objects.shown() if is_told else ArchivePage.objects.none()

    def count(self) -> int:
        return int(self.found.count())

    def between(self, start: int, end: int) -> Iterator[Entry]:
        """Each in its language, the newest first."""
        for code, slug, sent_at in self.found.values_list("language", "slug", "sent_at")[start:end]:
            with override(code):
                path = reverse("letters:letter", args=[slug])
            yield Entry(f"{settings.BASE_URL}{path}", sent_at)


class Listed(Numbered):
    """Rows below a page that lists them, in each language that has such a page: dates, local groups."""

    def __init__(self, starts: dict[str, str], kind: type[ListingPage]) -> None:
        self.starts, self.column, self.path = starts, kind.named_by, kind.row_path
        self.rows = kind.rows() if self.starts else kind.rows().none()
        self.size = PART // max(1, len(self.starts))

    def count(self) -> int:
        return int(self.rows.count())

    def between(self, start: int, end: int) -> Iterator[Entry]:
        told = list(self.rows.values_list("pk", self.column, "changed_at")[start:end])
        addresses = []
        for code, begins in self.starts.items():
            with override(code):
                addresses.append([(code, begins + self.path(pk, named)) for pk, named, _at in told])
        for (_pk, _named, changed_at), *alike in zip(told, *addresses, strict=True):
            for _code, address in alike:
                yield Entry(address, changed_at, alike if len(alike) > 1 else [])


class Keyed:
    """Rows of an app in each language, in parts by the key that each begins with: the last is as near."""

    def __init__(self, codes: list[str], kind: addresses.Kind) -> None:
        self.codes, self.kind = codes, kind
        self.rows = kind.rows().order_by("pk") if codes else kind.rows().none()
        self.size = PART // max(1, len(codes))

    def parts(self) -> list[int]:
        numbered = self.rows.annotate(nth=Window(RowNumber(), order_by=F("pk").asc()))
        later = numbered.filter(nth__gt=self.size).annotate(at=F("nth") % self.size).filter(at=1)
        return [1, *later.values_list("pk", flat=True)]

    def has(self, part: int) -> bool:
        return part == 1 or self.rows.filter(pk__gte=part).exists()

    def entries(self, part: int) -> Iterator[Entry]:
        columns = ("pk", self.kind.named, *([self.kind.changed] if self.kind.changed else []))
        found = list(self.rows.filter(pk__gte=part).values_list(*columns)[: self.size])
        at = []
        for code in self.codes:
            with override(code):
                at.append([(code, settings.BASE_URL + self.kind.path(row[0], row[1])) for row in found])
        if found and part == 1 and self.kind.start:
            yield from self._starts(self.kind.start)
        for row, *alike in zip(found, *at, strict=True):
            for _code, address in alike:
                yield Entry(address, row[2] if self.kind.changed else None, alike if len(alike) > 1 else [])

    def _starts(self, path: Callable[[], str]) -> Iterator[Entry]:
        alike = []
        for code in self.codes:
            with override(code):
                alike.append((code, settings.BASE_URL + path()))
        for _code, address in alike:
            yield Entry(address, None, alike if len(alike) > 1 else [])
