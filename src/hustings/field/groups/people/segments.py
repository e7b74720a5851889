"""Members and hosts of groups as conditions of segments."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LEADERS, MEMBERS, GroupKind, LocalGroup, Membership
from hustings.people.segments import criteria
from hustings.people.segments.criteria import Operator
from hustings.people.segments.criteria.rows import RowKind

GROUPS = _("Local groups")
MEMBER, IN = "group_member", "in"


def _open(user: Any) -> QuerySet[LocalGroup]:
    """Those on offer; kept criteria also find one that closed."""
    rows = LocalGroup.objects.visible_to(user).filter(closed_at=None) if user else LocalGroup.objects.all()
    return rows.order_by("name_key", "pk")


GROUP = RowKind(
    lambda user: _open(user),
    _("Choose a group."),
    _("This group no longer exists."),
)
KIND = RowKind(
    lambda user: GroupKind.objects.all(),
    _("Choose a kind of group."),
    _("This kind of group no longer exists."),
)


def _live(**about: Any) -> QuerySet[Membership]:
    return Membership.objects.live().filter(group__closed_at=None, **about)


_MEMBER = criteria.Criterion(
    MEMBER,
    _("Local group"),
    {
        IN: Operator(
            _("is a member of"), _("is a member of “%(value)s”"),
            lambda group: _live(group=group, role__in=MEMBERS), GROUP,
        ),
        "follower": Operator(
            _("follows or is a member of"),
            _("follows “%(value)s” or is a member of it"),
            lambda group: _live(group=group), GROUP,
        ),
        "host": Operator(
            _("is host or co-host of"), _("is host or co-host of “%(value)s”"),
            lambda group: _live(group=group, role__in=LEADERS), GROUP,
        ),
        "not_in": Operator(
            _("is no member of"), _("is no member of “%(value)s”"),
            lambda group: _live(group=group, role__in=MEMBERS), GROUP, True,
        ),
        "none": Operator(
            _("is in no group"), _("is in no local group"),
            lambda value: _live(role__in=MEMBERS), None, True,
        ),
    },
    GROUPS,
)  # fmt: skip
_OF_KIND = criteria.Criterion(
    "group_kind",
    _("Kind of local group"),
    {
        "member": Operator(
            _("is a member of one"),
            _("is a member of a group of the kind “%(value)s”"),
            lambda kind: _live(group__kind=kind, role__in=MEMBERS), KIND,
        ),
        "host": Operator(
            _("is host or co-host of one"),
            _("is host or co-host of a group of the kind “%(value)s”"),
            lambda kind: _live(group__kind=kind, role__in=LEADERS), KIND,
        ),
        "not_member": Operator(
            _("is a member of none"),
            _("is a member of no group of the kind “%(value)s”"),
            lambda kind: _live(group__kind=kind, role__in=MEMBERS), KIND, True,
        ),
    },
    GROUPS,
)  # fmt: skip


_LEADS = criteria.Criterion(
    "group_host",
    _("Host of a local group"),
    {
        "is": Operator(
            _("yes"), _("host or co-host of a local group"), lambda value: _live(role__in=LEADERS)
        ),
        "is_not": Operator(
            _("no"), _("neither host nor co-host of a local group"), lambda value: _live(role__in=LEADERS),
            None, True,
        ),
    },
    GROUPS,
)  # fmt: skip


part = criteria.catalogue(_MEMBER, _OF_KIND, _LEADS)


def of_members(group: int) -> dict[str, object]:
    """Criteria that find the members of one group."""
    return {"match": "all", "criteria": [{"criterion": MEMBER, "operator": IN, "value": group}]}
