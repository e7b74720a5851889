"""Zones that a campaign makes itself: a named area of chosen zones."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings.foundation.territories import closure
from hustings.foundation.territories.models import Kind, Step, Zone, key

log = logging.getLogger(__name__)


class Circular(ValueError):
    """A zone would lie in itself."""


class InUse(ValueError):
    """Something refers to the zone: people who live there, a role granted on it."""


class NameTaken(ValueError):
    """Another custom area has this name."""


@transaction.atomic
def create_free(*, name: str, members: Iterable[Zone], parent: Zone | None = None) -> Zone:
    """Make a custom area out of ``members``, or, within ``parent``, one that is on no map."""
    closure.lock()
    members = list(members)
    country = (parent or members[0]).country if parent or members else "FR"
    zone = Zone.objects.create(
        kind=Kind.FREE, code=_new_code(name, country), name=name, name_key=_new_key(name), country=country
    )
    _place(zone, members, parent)
    log.info("territories.create_free %s of %s", zone.pk, len(members))
    return zone


@transaction.atomic
def change_free(*, zone: Zone, name: str, members: Iterable[Zone], parent: Zone | None = None) -> None:
    closure.lock()
    zone.name, zone.name_key = name, _new_key(name, zone)
    zone.save(update_fields=["name", "name_key"])
    members = list(members)
    _place(zone, members, parent)
    log.info("territories.change_free %s of %s", zone.pk, len(members))


@transaction.atomic
def delete(*, zone: Zone) -> None:
    """Remove a free zone or a polling station; InUse where something refers to it."""
    if Kind(zone.kind).is_official:
        raise InUse(_("Official territories can’t be changed: they come with the country."))
    closure.lock()
    pk = zone.pk
    Step.objects.filter(outer=zone).delete()
    Step.objects.filter(inner=zone).delete()
    closure.refresh(zone)
    try:
        with transaction.atomic():
            zone.delete()
    except ProtectedError as protected:
        what = ", ".join(sorted({str(thing._meta.verbose_name) for thing in protected.protected_objects}))
        raise InUse(
            _("This territory is in use (%(what)s) and can’t be deleted.") % {"what": what}
        ) from protected
    log.info("territories.delete %s", pk)


def _place(zone: Zone, members: list[Zone], parent: Zone | None) -> None:
    """Set the steps in and out of ``zone`` and the closure with them."""
    inner = {member.pk for member in members}
    Step.objects.filter(outer=zone).exclude(inner__in=inner).delete()
    if zone.parent != parent:
        Step.objects.filter(inner=zone, outer=zone.parent).delete()
    steps = [Step(outer=zone, inner_id=pk) for pk in inner]
    steps += [Step(outer=parent, inner=zone)] if parent else []
    Step.objects.bulk_create(steps, ignore_conflicts=True)
    if closure.is_circular(zone):
        raise Circular(_("A territory can’t be inside itself. Choose another one."))
    zone.parent = parent
    zone.save(update_fields=["parent"])
    closure.refresh(zone)


def _new_key(name: str, zone: Zone | None = None) -> str:
    wanted = key(name)
    namesakes = Zone.objects.of_kind(Kind.FREE).filter(name_key=wanted)
    if (namesakes.exclude(pk=zone.pk) if zone else namesakes).exists():
        raise NameTaken(_("A territory with this name already exists. Choose another name."))
    return wanted


def _new_code(name: str, country: str) -> str:
    base = slugify(name)[:30] or "zone"
    taken = set(
        Zone.objects.of_kind(Kind.FREE)
        .filter(country=country, code__startswith=base)
        .values_list("code", flat=True)
    )
    return next(
        code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken
    )
