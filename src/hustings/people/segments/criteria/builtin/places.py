"""Criteria about homes: territories, circles, areas drawn on the map, postcodes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.territories.models import Containment, Zone
from hustings.people.persons.models import PostalAddress
from hustings.people.segments.criteria import places
from hustings.people.segments.criteria.kinds import BadCriteria, Decimals, Text
from hustings.people.segments.criteria.model import Criterion, Group, Operator
from hustings.people.segments.criteria.parts import Part, Parts
from hustings.people.segments.criteria.places import Spots
from hustings.people.segments.criteria.rows import Several, ZoneKind

PLACE = _("Where they live")
FARTHEST = 500  # kilometres


def _inside(zone: Zone) -> Q:
    return Q(zone__in=Containment.objects.filter(outer=zone).values("inner"))


def _inside_any(zones: list[Zone]) -> Q:
    return Q(zone__in=Containment.objects.filter(outer__in=zones).values("inner"))


class Kilometres(Decimals):
    def form_field(self) -> forms.Field:
        return forms.DecimalField(
            max_digits=6, decimal_places=1, min_value=Decimal("0.1"), max_value=FARTHEST, localize=True
        )

    def from_json(self, kept: Any) -> Decimal:
        number = super().from_json(kept)
        if not 0 < number <= FARTHEST:
            raise BadCriteria(gettext("Enter a distance of up to %(n)s km.") % {"n": FARTHEST})
        return number


class _Centre(ZoneKind):
    def __str__(self) -> str:
        return "Zone"

    def from_json(self, kept: Any) -> Zone:
        zone: Zone = super().from_json(kept)
        if zone.latitude is None or zone.longitude is None:
            raise BadCriteria(gettext("The location of %(zone)s is unknown.") % {"zone": zone})
        return zone


def _there(within: Q) -> Group:
    """Those whose house lies there; of whom no house is known, those whose territory has its middle there."""
    houses = PostalAddress.objects.filter(latitude__isnull=False, longitude__isnull=False)
    zones = Q(zone__in=Zone.objects.filter(within).values("pk"))
    return Group("any", (houses.filter(within), Group("all", (zones, Group("none", (houses,))))))


def _near_zone(value: dict[str, Any]) -> Group:
    zone = value["zone"]
    return _there(places.circle((zone.latitude, zone.longitude), float(value["km"])))


def _near_spot(value: dict[str, Any]) -> Group:
    return _there(places.circle(value["spot"][0], float(value["km"])))


_KM = Part(Kilometres(), _("Kilometres"))
_ZONE = Parts(zone=Part(_Centre(), _("From the centre of")), km=_KM)
_SPOT = Parts(spot=Part(Spots(1, 1), _("Latitude, longitude")), km=_KM)


def _postcode(text: str) -> QuerySet[PostalAddress]:
    """A range of the index where the database can: digits sort alike everywhere."""
    return PostalAddress.objects.filter(postcode__startswith=text)


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "zone",
        _("Territory"),
        {
            "inside": Operator(_("is in"), _("lives in %(value)s"), _inside, ZoneKind()),
            "outside": Operator(
                _("is not in"), _("does not live in %(value)s, as far as we know"), _inside, ZoneKind(), True
            ),
            "inside_any": Operator(
                _("is in one of"), _("lives in %(value)s"), _inside_any, Several(ZoneKind())
            ),
            "unknown": Operator(_("is unknown"), _("lives in an unknown place"), lambda v: Q(zone=None)),
        },
        PLACE,
    ),
    Criterion(
        "distance",
        _("Distance"),
        {
            "near": Operator(
                _("from a territory, at most"),
                _("lives within %(km)s km of the centre of %(zone)s"),
                _near_zone,
                _ZONE,
            ),
            "far": Operator(
                _("from a territory, more than"),
                _("does not live within %(km)s km of the centre of %(zone)s, as far as we know"),
                _near_zone,
                _ZONE,
                True,
            ),
            "near_spot": Operator(
                _("from a point on the map, at most"),
                _("lives within %(km)s km of %(spot)s"),
                _near_spot,
                _SPOT,
            ),
        },
        PLACE,
    ),
    Criterion(
        "area",
        _("Area on the map"),
        {
            "inside": Operator(
                _("lives inside"), _("lives in %(value)s"), lambda v: _there(places.area(v)), Spots()
            ),
            "outside": Operator(
                _("does not live inside, as far as we know"),
                _("does not live in %(value)s, as far as we know"),
                lambda v: _there(places.area(v)),
                Spots(),
                True,
            ),
        },
        PLACE,
    ),
    Criterion(
        "postcode",
        _("Postcode"),
        {
            "begins": Operator(
                _("begins with"), _("has a postcode that begins with “%(value)s”"), _postcode, Text()
            ),
            "not_begins": Operator(
                _("does not begin with"),
                _("has no postcode that begins with “%(value)s”"),
                _postcode,
                Text(),
                True,
            ),
        },
        PLACE,
    ),
)
