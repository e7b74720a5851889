"""Conditions of segments: members of buying groups, and who ordered lately."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.networks.hives.models import Basket, Hive, Member
from hustings.networks.hives.rights import RUN_HIVES
from hustings.people.segments import criteria

GROUP = _("Buying groups")


def _known(user: Any) -> QuerySet[Hive]:
    return Hive.objects.of(user, RUN_HIVES) if user else Hive.objects.all()


HIVE = criteria.RowKind(_known, _("Choose a buying group."), _("This buying group no longer exists."))


def _members(hive: Hive) -> QuerySet[Any]:
    return Member.objects.live().filter(hive=hive)


def _ordered(days: int) -> QuerySet[Any]:
    since = timezone.now() - timedelta(days=days)
    return Basket.objects.live().filter(placed_at__gte=since).exclude(person=None)


part = criteria.catalogue(
    criteria.Criterion(
        "hive_member",
        _("Buying group"),
        {
            "is": criteria.Operator(
                _("they are in"), _("are in the buying group “%(value)s”"), _members, HIVE
            ),
            "is_not": criteria.Operator(
                _("they are not in"), _("are not in the buying group “%(value)s”"), _members, HIVE, True
            ),
        },
        GROUP,
    ),
    criteria.Criterion(
        "hive_ordered",
        _("Orders"),
        {
            "in": criteria.Operator(
                _("they ordered within (days)"),
                _("ordered within %(value)s days"),
                _ordered,
                criteria.Number(1, 3_650),
            ),
        },
        GROUP,
    ),
)
