"""The pages of the agenda and of local groups: made with the first row that is shown; rows stand below."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from hustings.campaigns.models import Campaign
from hustings.website import editions
from hustings.website.models import AgendaPage, GroupsPage, HomePage
from hustings.website.surroundings import Asked

MODELS: dict[str, type[AgendaPage] | type[GroupsPage]] = {"agenda": AgendaPage, "groups": GroupsPage}
SLUGS = {
    "agenda": {"fr": "agenda", "en": "agenda"}, "groups": {"fr": "groupes-locaux", "en": "local-groups"},
}  # fmt: skip


class SiteListings:
    """What ``lib.listings`` asks for."""

    def begin(self, kind: str, user: Any) -> None:
        """Make the page in each language, where there is none yet."""
        model, key = MODELS[kind], None
        for home in _homes():
            page = model.objects.child_of(home).first() or _made(kind, home, key, user)
            key = page.translation_key

    def address(self, kind: str, path: str, language: str) -> str:
        """Where ``path`` stands below that page."""
        pages = MODELS[kind].objects.live().public().filter(locale__language_code=language)
        page = pages.order_by("path").first()
        url = page.get_full_url(Asked()) if page else None
        return f"{url}{path}" if url else ""

    def changed(self) -> None:
        """Pages in memory are written anew."""
        editions.renew()


def _homes() -> Iterator[HomePage]:
    """The front page of each language, the campaign's own first."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is not None:
        first = Campaign.current().language
        homes = HomePage.objects.filter(translation_key=site.root_page.translation_key)
        yield from sorted(homes.select_related("locale"), key=lambda home: home.locale.language_code != first)


@transaction.atomic
def _made(kind: str, home: HomePage, key: uuid.UUID | None, user: Any) -> Any:
    code = home.locale.language_code
    with override(code):
        titles = {"agenda": _("Agenda"), "groups": _("Local groups")}
        leads = {
            "agenda": _("Where to meet us: all dates, near you too."),
            "groups": _("Type your postcode, or look on the map: here is who is active near you."),
        }
        page = MODELS[kind](
            title=titles[kind], slug=SLUGS[kind].get(code, kind), lead=leads[kind], locale=home.locale,
            show_in_menus=True, owner=user,
        )  # fmt: skip
    if key:
        page.translation_key = key
    home.refresh_from_db()  # its number of children has grown
    home.add_child(instance=page)
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return page
