"""Card of groups in the supporter's home."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.groups import offers
from hustings.field.groups.hosts import welcomes
from hustings.field.groups.models import Membership
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known


def _groups(request: HttpRequest, known: Known | None) -> Card | None:
    """Theirs, with what waits for its hosts; of the others the way to the list."""
    mine: list[tuple[Membership, int]] = []
    if known:
        rows = Membership.objects.live().filter(person=known.person, group__closed_at=None)
        found = rows.select_related("group__zone").order_by("since", "pk")[:10]
        mine = [(one, len(welcomes.waiting(one.group)) if one.leads else 0) for one in found]
    url = offers.groups_url(request)
    if not mine and not url:
        return None
    return Card("groups", _("My groups"), "groups/cards/groups.html", 10, {"mine": mine, "groups_url": url})


part = cards(_groups)
