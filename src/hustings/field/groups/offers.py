"""Local groups near a place, among what readers can do."""

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from hustings.field.groups import finder
from hustings.field.groups.models import GroupsPage
from hustings.foundation.territories.models import Zone
from hustings.site.website.look import frame
from hustings.site.website.offers import Offer, Offers
from hustings.site.website.serving import page_context


def groups_url(request: HttpRequest) -> str:
    """The address of the page of local groups; empty where there is none to read."""
    home = frame.around(request, None).home
    page = page_context.listing(request, home, GroupsPage) if home else None
    return page.get_url(request) or "" if page else ""


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """Those of the place, then the nearest."""
    url = groups_url(request)
    return [_offer(url, each) for each in finder.near(zone)[:n]] if url and zone else []


def _offer(url: str, near: finder.Near) -> Offer:
    line = near.group.zone.label()
    if near.km is not None:
        line += f" · {gettext('%(km)s km') % {'km': near.km}}"
    return Offer(near.group.name, f"{url}{near.group.path}", line, gettext("Join"))


OFFERS = Offers(
    "groups", gettext_lazy("Local groups"), find, groups_url, gettext_lazy("All groups"), 50,
    is_local=True, needs_place=True,
)  # fmt: skip
