"""Where a thing is on the site, for its page in HQ: an address in each language, with its share kit."""

from dataclasses import dataclass
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
    """One language; ``url`` is empty while it is not public, ``share_key`` for those who don't share it."""

    language: str
    url: str
    share_key: str = ""
    edit_url: str = ""


def of_pages(model: Any, user: Any, **row: Any) -> list[Published]:
    """The pages of a row, as ``row_pages`` made them."""
    asked, found = Asked(), []
    for code, page in sorted(row_pages.by_language(model, **row).items(), reverse=True):
        edits = page.permissions_for_user(user).can_edit()
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if edits else ""
        url = (page.get_full_url(asked) or "") if page.live else ""
        found.append(at(code, url, f"page-{page.pk}", user, edit_url))
    return found


def of_row(kind: type[ListingPage], row: Shown, user: Any, *, is_shown: bool) -> list[Published]:
    """A row that stands below a page which lists its like."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            url = listings.address(kind, row.path, code) if is_shown else ""
        found.append(at(code, url, subjects.row_key(kind.section, row.pk, code), user))
    return found


def at(language: str, url: str, key: str, user: Any, edit_url: str = "") -> Published:
    """One address; with its share kit, where the user writes the texts for it."""
    shares = url and access.may(user, EDIT_CANDIDATES) and subjects.may_write(user, key)
    name = get_language_info(language)["name_local"].capitalize()
    return Published(name, url, key if shares else "", edit_url)
