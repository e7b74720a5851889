"""Members of a group as a circle of conversations; its hosts moderate. Followers only get the news."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.field.groups import hooks
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.groups.models.pages import GroupsPage
from hustings.field.groups.people import segments
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.field.threads import circles
from hustings.field.threads.circles import Circle, CircleKind
from hustings.foundation.contributions import Contribution
from hustings.site.website import listings

GROUP = "group"


def _find(pk: int) -> Circle | None:
    group = LocalGroup.objects.filter(pk=pk).first()
    if group is None:
        return None
    url = listings.address(GroupsPage, group.path, get_language() or "") if group.is_shown else ""
    return Circle(GROUP, pk, group.name, url, group.zone_id, is_open=group.closed_at is None)


def _members(pk: int) -> QuerySet[Membership]:
    return Membership.objects.members().filter(group=pk).values("person")  # type: ignore[return-value]


def _hosts(pk: int) -> QuerySet[Membership]:
    return Membership.objects.leaders().filter(group=pk).values("person")  # type: ignore[return-value]


def _of_person(person: int) -> Iterator[int]:
    mine = Membership.objects.members().filter(person=person)
    yield from mine.values_list("group", flat=True).order_by("pk")


def _on_page(request: HttpRequest, group: LocalGroup) -> hooks.Part:
    """The same for everyone: the way in asks who they are."""
    return hooks.Part("groups/conversations.html", order=80)


def _for_host(request: HttpRequest, group: LocalGroup, membership: Membership) -> hooks.Part:
    return hooks.Part("groups/hosting/conversations.html", {"kind": GROUP}, order=20)


part = Contribution(
    circles.kinds(
        CircleKind(
            GROUP, _("Local group"), _find, _members, _hosts, _of_person, segments.of_members, CHANGE_GROUPS
        )
    ),
    hooks.page_parts(_on_page),
    hooks.host_parts(_for_host),
)
