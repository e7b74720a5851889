"""Rows that a page lists, such as events, as what one may share."""

import re
from typing import Any

from django.conf import settings
from django.utils.translation import override

from hustings.site.sharing import subjects
from hustings.site.sharing.subjects import Subject
from hustings.site.website import listings
from hustings.site.website.models.base import ListingPage

_KEY = re.compile(r"(\w+)-(\d{1,18})-([a-z]{2})")
_PATH = re.compile(r"(/.+/)(\d{1,18})/[^/]*/?")


class Rows:
    """Each row that is shown, in each language of the site: ``row-dates-12-fr``."""

    name = "row"

    def get(self, rest: str) -> Subject | None:
        kind, pk, language = _read(rest)
        page = listings.page(kind, language) if kind else None
        return _subject(page, pk, language) if page else None

    def at(self, path: str) -> Subject | None:
        found = _PATH.fullmatch(path)
        page = subjects.page_at(found[1]) if found else None
        page = page.specific if page else None
        if found is None or not isinstance(page, ListingPage):
            return None
        return _subject(page, int(found[2]), page.locale.language_code)

    def may_write(self, user: Any, rest: str) -> bool:
        kind, pk, _language = _read(rest)
        return kind is not None and kind.may_share(user, pk)


def _read(rest: str) -> tuple[type[ListingPage] | None, int, str]:
    found = _KEY.fullmatch(rest)
    if found is None or found[3] not in dict(settings.LANGUAGES):
        return None, 0, ""
    kind = next((each for each in listings.kinds() if each.section == found[1]), None)
    return kind, int(found[2]), found[3]


def _subject(page: ListingPage, pk: int, language: str) -> Subject | None:
    with override(language):
        shown = page.of_row(pk)
        return subjects.of_page(shown) if shown else None
