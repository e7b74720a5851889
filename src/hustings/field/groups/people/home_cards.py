"""Card of the supporter's home: the groups they are in."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LEADERS, Membership
from hustings.field.groups.offers import groups_url
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known


def _groups(request: HttpRequest, known: Known | None) -> Card | None:
    """Each with its public page; whoever leads one goes on to the hosts' page."""
    if known is None:
        return None
    url = groups_url(request)
    rows = Membership.objects.live().filter(person=known.person, group__closed_at=None)
    lines: list[dict[str, Any]] = [
        {
            "group": one.group, "role": one.get_role_display(), "leads": one.role in LEADERS,
            "url": f"{url}{one.group.path}" if url and one.group.is_shown else "",
        }
        for one in rows.select_related("group").order_by("since")
    ]  # fmt: skip
    words = {"lines": lines, "url": url}
    return Card("groups", _("My groups"), "groups/cards/groups.html", 10, words) if lines or url else None


part = cards(_groups)
