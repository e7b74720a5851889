"""Pages that list rows of an app: made with the first row that is shown; rows stand below."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import override
from wagtail.models import Site, get_page_models

from hustings.foundation.campaigns.models import Campaign
from hustings.site.website.models import HomePage
from hustings.site.website.models.base import ListingPage
from hustings.site.website.serving.page_context import Asked


def kinds() -> list[type[ListingPage]]:
    return sorted(
        (each for each in get_page_models() if issubclass(each, ListingPage)), key=lambda each: each.section
    )


def begin(kind: type[ListingPage], user: Any) -> None:
    """Make the page in each language, where there is none yet."""
    key = None
    for home in _homes():
        page = kind._default_manager.child_of(home).first() or _made(kind, home, key, user)
        key = page.translation_key


def address(kind: type[ListingPage], path: str, language: str) -> str:
    """Where ``path`` stands below that page, with the host; empty while no such page is published."""
    found = page(kind, language)
    url = found.get_full_url(Asked()) if found else None
    return f"{url}{path}" if url else ""


def page(kind: type[ListingPage], language: str) -> ListingPage | None:
    """The page of this kind that everybody may read."""
    pages = kind._default_manager.live().public().filter(locale__language_code=language)
    found: ListingPage | None = pages.order_by("path").first()
    return found


def _homes() -> Iterator[HomePage]:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is not None:
        first = Campaign.current().language
        homes = HomePage.objects.filter(translation_key=site.root_page.translation_key)
        yield from sorted(homes.select_related("locale"), key=lambda home: home.locale.language_code != first)


@transaction.atomic
def _made(kind: type[ListingPage], home: HomePage, key: uuid.UUID | None, user: Any) -> Any:
    with override(home.locale.language_code):
        page: Any = kind(**kind.beginning(), locale=home.locale, show_in_menus=True, owner=user)
    if key:
        page.translation_key = key
    home.refresh_from_db()  # its number of children has grown
    home.add_child(instance=page)
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return page
