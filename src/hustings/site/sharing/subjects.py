"""Subjects of sharing: pages of the site, and what apps above bring. Each has a key and an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

from django.conf import settings
from wagtail.models import Page, Site

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.contributions import Registry
from hustings.foundation.lib.web import share_codes


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing in one language. ``words`` are said with its link while nobody has written a text."""

    key: str
    title: str
    url: str
    language: str
    words: str = ""

    def link(self, via: str = "", **more: str) -> str:
        """Its address, with the code of who shares it and with what; ``more`` are words of a campaign."""
        asked = [f"{share_codes.VIA}={via}"] if via else []
        asked += [f"utm_{name}={word}" for name, word in more.items() if word]
        joint = "&" if "?" in self.url else "?"
        return self.url + (joint + "&".join(asked) if asked else "")


class Kind(Protocol):
    """A sort of subjects. Its keys are ``name-rest``."""

    name: str

    def get(self, rest: str) -> Subject | None:
        """The public subject of this key; None where there is none, or not any more."""

    def at(self, path: str) -> Subject | None:
        """The one at this address of the site."""

    def may_write(self, user: Any, rest: str) -> bool:
        """Whether the user writes its texts."""


kinds = Registry[Kind]("sharing.subjects.kinds", key=attrgetter("name"))


def get(key: str) -> Subject | None:
    name, _dash, rest = key.partition("-")
    kind = kinds.find(name)
    return kind.get(rest) if kind else None


def at(path: str) -> Subject | None:
    """What stands at an address of the site, without its questions."""
    path = path.partition("?")[0].partition("#")[0]
    return next((found for kind in kinds.all() if (found := kind.at(path))), None)


def may_write(user: Any, key: str) -> bool:
    """Whether the user writes the texts of the subject with this key."""
    name, _dash, rest = key.partition("-")
    kind = kinds.find(name)
    return kind is not None and kind.may_write(user, rest)


def of_keys(keys: list[str]) -> Iterator[Subject]:
    """Those that are there of these keys, in their order."""
    yield from (found for key in keys if (found := get(key)))


class Pages:
    name = "page"

    def get(self, rest: str) -> Subject | None:
        page = Page.objects.live().public().filter(pk=int(rest)).first() if rest.isdecimal() else None
        return of_page(page.specific) if page else None

    def at(self, path: str) -> Subject | None:
        page = page_at(path)
        return of_page(page.specific) if page else None

    def may_write(self, user: Any, rest: str) -> bool:
        if access.everywhere(user, EDIT_SITE):
            return True
        page = Page.objects.filter(pk=int(rest)).first() if rest.isdecimal() else None
        return bool(page and page.permissions_for_user(user).can_edit())


def page_at(path: str) -> Page | None:
    """The public page at an address of the site."""
    start, _slash, rest = path.strip("/").partition("/")
    key = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    home = Page.objects.filter(translation_key__in=key, locale__language_code=start).first()
    if home is None:
        return None
    tree = home.get_descendants(inclusive=True).live().public()
    return tree.filter(url_path=home.url_path + (f"{rest}/" if rest else "")).first()


def row_key(section: str, pk: Any, language: str) -> str:
    """The key of a row that a page lists, such as an event: ``row-dates-12-fr``."""
    return f"row-{section}-{pk}-{language}"


def of_page(page: Any, request: Any = None) -> Subject | None:
    """A page, or the row that it stands for, as a subject; None where it has no address.

    ``request`` remembers the roots of sites.
    """
    parts = page.get_url_parts(request)
    if not parts or parts[2] is None:
        return None
    site, root, path = parts
    roots = {one.site_id: one.root_path for one in page._get_site_root_paths(request)}
    is_ours = roots.get(site, "").count("/") == 2  # else a page with a domain of its own stands at its root
    words = str(getattr(page, "argument", "") or getattr(page, "lead", ""))
    url, language = f"{settings.BASE_URL if is_ours else root}{path}", path[1:3]
    if row := getattr(page, "stands_for", None):
        key = row_key(page.section, row.pk, language)
        words = page.words_to_share or page.search_description
        return Subject(key, page.title, f"{url}{row.path}", language, words)
    return Subject(f"page-{page.pk}", page.seo_title or page.title, url, language, words)
