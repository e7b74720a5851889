"""Card of the supporter's home: the groups they are in."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LEADERS, GroupRole, LocalGroup, Membership, Post
from hustings.field.groups.offers import groups_url
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known


def _groups(request: HttpRequest, known: Known | None) -> Card | None:
    """Each with its public page; whoever leads one goes on to the hosts' page."""
    if known is None:
        return None
    url = groups_url(request)
    rows = Membership.objects.live().filter(person=known.person, group__closed_at=None)
    found = list(rows.select_related("group").order_by("since"))
    news = _newest(found)
    lines: list[dict[str, Any]] = [
        {
            "group": one.group, "role": one.get_role_display(), "leads": one.role in LEADERS,
            "url": f"{url}{one.group.path}" if url and one.group.is_shown else "",
            "news": news.get(one.group_id),
        }
        for one in found
    ]  # fmt: skip
    words = {"lines": lines, "url": url}
    return Card("groups", _("My groups"), "groups/cards/groups.html", 10, words) if lines or url else None


def _newest(mine: Sequence[Membership]) -> dict[int, Post]:
    """The last news of each group, by its key: a follower's is what everyone reads."""
    inside = [one.group_id for one in mine if one.role != GroupRole.FOLLOWER]
    may = Q(is_for_members=False) | Q(group__in=inside)
    last = Post.objects.live().filter(may, group=OuterRef("pk")).values("pk")[:1]
    keys = LocalGroup.objects.filter(pk__in=[one.group_id for one in mine]).annotate(last=Subquery(last))
    return {one.group_id: one for one in Post.objects.filter(pk__in=keys.order_by().values("last"))}


part = cards(_groups)
