"""Members of the team to whom people are given: only who may see them, named only within the same places."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant, User, UserQuerySet
from hustings.foundation.territories.models import Containment
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE

_ROLES = VIEW_PEOPLE.holders


def _among(grants: Any) -> UserQuerySet:
    found: UserQuerySet = User.objects.active().filter(pk__in=grants.values("user"))
    return found.order_by("first_name", "last_name", "pk")


def nameable_by(user: Any) -> UserQuerySet:
    """Colleagues who see people in places where ``user`` does, too; themselves among them."""
    live = Grant.objects.live().filter(role__in=_ROLES)
    if access.everywhere(user, VIEW_PEOPLE):
        return _among(live)
    shared = Containment.objects.filter(inner__in=access.zones(user, VIEW_PEOPLE).values("inner"))
    return _among(live.filter(Q(zone=None) | Q(zone__in=shared.values("outer"))))


def seeing(person: Person) -> UserQuerySet:
    """Those who may see ``person``."""
    around = Containment.objects.filter(inner=person.zone_id).values("outer")
    return _among(Grant.objects.live().filter(Q(zone=None) | Q(zone__in=around), role__in=_ROLES))


class MayNotSee(Refused):
    """Nobody is given a person whom they may not even see."""


def check_sees(owner: User | None, person: Person) -> None:
    """Refuse to give a person to somebody who may not see them."""
    if owner and not person.is_seen_by(owner):
        raise MayNotSee(_("%(who)s can't see this person.") % {"who": owner})
