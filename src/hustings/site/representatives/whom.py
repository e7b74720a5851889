"""To whom an appeal goes for somebody who lives in a zone; or where in a divided commune they live."""

from collections.abc import Sequence

from django.db.models import Q

from hustings.foundation.territories import split_communes
from hustings.foundation.territories.models import Containment, Zone
from hustings.site.representatives.models import Appeal, ContactAttempt, Representative, Way
from hustings.site.representatives.models.directory import RepresentativeQuerySet

MOST = 20  # representatives of one visitor


def of(appeal: Appeal, zone: Zone | None, way: str) -> list[Representative]:
    """Those of the offices in the zone, and those chosen by name, who can be reached this way."""
    rows = reachable(way).filter(_asked(appeal, zone))
    return list(rows.for_lists()[:MOST])


def reachable(way: str) -> RepresentativeQuerySet:
    rows = Representative.objects.in_office()
    return rows.exclude(email="").filter(silent_at=None) if way == Way.LETTER else rows.exclude(phone="")


def _asked(appeal: Appeal, zone: Zone | None) -> Q:
    asked = Q(pk__in=appeal.representatives.values("pk"))
    if zone and appeal.offices:
        around = Containment.objects.filter(inner=zone).values("outer")
        asked |= Q(office__in=appeal.offices, zone__in=around)
    return asked


def question(appeal: Appeal, zone: Zone | None, way: str) -> list[tuple[str, str]]:
    """The parts and stations of a commune to choose from, where others represent a part of it."""
    parts: Sequence[Zone] = split_communes.parts(zone) if zone and appeal.offices else []
    if not parts or zone is None:
        return []
    around = Containment.objects.filter(inner=zone).values("outer")
    of_parts = Containment.objects.filter(inner__in=[part.pk for part in parts]).values("outer")
    there = reachable(way).filter(office__in=appeal.offices, zone__in=of_parts)
    if not there.exclude(zone__in=around).exists():
        return []
    found = [(part.pk, part.name) for part in parts] + split_communes.stations(zone)
    return [(str(pk), name) for pk, name in found]


def used(representatives: Sequence[int]) -> set[int]:
    reached = ContactAttempt.objects.filter(representative__in=representatives).values_list(
        "representative", flat=True
    )
    named = Appeal.representatives.through.objects.filter(representative__in=representatives)
    return {*reached, *named.values_list("representative", flat=True)}
