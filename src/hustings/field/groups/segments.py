"""Members and hosts of groups as conditions of segments."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LocalGroup, Membership
from hustings.people.segments import criteria
from hustings.people.segments.criteria.rows import RowKind

GROUP = RowKind(
    lambda user: LocalGroup.objects.filter(closed_at=None).order_by("name_key", "pk"),
    _("Choose a local group."),
    _("This local group no longer exists."),
)
MEMBER, IN = "group_member", "in"


def _members(group: Model) -> QuerySet[Membership]:
    return Membership.objects.members().filter(group=group)  # type: ignore[misc]


def _hosts(_value: None) -> QuerySet[Membership]:
    return Membership.objects.leaders()


part = criteria.catalogue(
    criteria.Criterion(
        MEMBER,
        _("Local group"),
        {
            IN: criteria.Operator(_("they are a member"), _("member of “%(value)s”"), _members, GROUP),
            "not_in": criteria.Operator(
                _("they aren’t a member"), _("not a member of “%(value)s”"), _members, GROUP, True
            ),
        },
        _("Local groups"),
    ),
    criteria.Criterion(
        "group_host",
        _("Host of a local group"),
        {
            "is": criteria.Operator(_("yes"), _("host or co-host of a local group"), _hosts),
            "is_not": criteria.Operator(
                _("no"), _("neither host nor co-host of a local group"), _hosts, None, True
            ),
        },
        _("Local groups"),
    ),
)


def of_members(group: int) -> dict[str, object]:
    """Criteria that find the members of one group."""
    return {"match": "all", "criteria": [{"criterion": MEMBER, "operator": IN, "value": group}]}
