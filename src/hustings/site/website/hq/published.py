"""Where a thing is on the site, for its page in HQ: an address in each language, with its share kit."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, override

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.site.sharing import subjects
from hustings.site.website import listings
from hustings.site.website.hq import row_pages
from hustings.site.website.models.base import ListingPage, Shown
from hustings.site.website.serving.page_context import Asked


@dataclass(frozen=True, slots=True)
class Published:
    """One language; ``url`` is empty while it is not public, ``share_key`` for those who don't share it.

    ``is_written``: its title was; else readers there get that of another language.
    """

    language: str
    url: str
    share_key: str = ""
    edit_url: str = ""
    is_written: bool = True


def of_pages(model: Any, user: Any, **row: Any) -> list[Published]:
    """The pages of a row, as ``row_pages`` made them."""
    asked, found = Asked(), []
    for code, page in sorted(row_pages.by_language(model, **row).items(), reverse=True):
        edits = page.permissions_for_user(user).can_edit()
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if edits else ""
        url = (page.get_full_url(asked) or "") if page.live else ""
        found.append((code, at(code, url, f"page-{page.pk}", user, edit_url)))
    return _written_first(found, *row.values())


def of_row(kind: type[ListingPage], row: Shown, user: Any, *, is_shown: bool) -> list[Published]:
    """A row that stands below a page which lists its like."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            url = listings.address(kind, row.path, code) if is_shown else ""
        found.append((code, at(code, url, subjects.row_key(kind.section, row.pk, code), user)))
    return _written_first(found, row)


def _written_first(found: list[tuple[str, Published]], *rows: Any) -> list[Published]:
    """Those in whose language a row has a title before the others; a name is the same in all."""
    titles: dict[str, str] = next((row.titles for row in rows if hasattr(row, "titles")), {})
    marked = [
        replace(one, is_written=not any(titles.values()) or bool(titles.get(code))) for code, one in found
    ]
    return sorted(marked, key=lambda one: not one.is_written)


def at(language: str, url: str, key: str, user: Any, edit_url: str = "") -> Published:
    """One address; with its share kit, where the user writes the texts for it."""
    shares = url and access.may(user, EDIT_CANDIDATES) and subjects.may_write(user, key)
    name = get_language_info(language)["name_local"].capitalize()
    return Published(name, url, key if shares else "", edit_url)
