"""Points, circles and areas in arithmetic that both databases know; a box first, by the index."""

import math
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Case, F, FloatField, IntegerField, Q, Value, When
from django.db.models.lookups import Exact, LessThanOrEqual
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.segments.criteria.kinds import BadCriteria, Kind

DEGREE = 111.195  # kilometres of a degree of latitude on a sphere of the earth's mean radius, 6 371.0 km
Spot = tuple[float, float]  # latitude, longitude
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def circle(center: Spot, kilometres: float) -> Q:
    """Rows within so many km: flat triangles, a hundredth of a per cent off at 100 km in Europe."""
    latitude, longitude = center
    high = kilometres / DEGREE
    widest = min(abs(latitude) + high, 89.0)
    wide = high / math.cos(math.radians(widest))
    box = Q(latitude__gte=latitude - high, latitude__lte=latitude + high)
    box &= Q(longitude__gte=longitude - wide, longitude__lte=longitude + wide)
    half = math.radians(1) / 2
    north = F("latitude") - Value(latitude, FloatField())
    cosine, sine = math.cos(math.radians(latitude)), math.sin(math.radians(latitude))
    shrink = Value(cosine, FloatField()) - north * (sine * half) - north * north * (cosine * half * half / 2)
    east = (F("longitude") - Value(longitude, FloatField())) * shrink
    return box & Q(LessThanOrEqual(north * north + east * east, Value(high * high, FloatField())))


def area(corners: Sequence[Spot]) -> Q:
    """Rows within a polygon: a ray to the east crosses its edges an odd number of times."""
    south, north = min(y for y, _x in corners), max(y for y, _x in corners)
    west, east = min(x for _y, x in corners), max(x for _y, x in corners)
    box = Q(latitude__gte=south, latitude__lt=north, longitude__gte=west, longitude__lte=east)
    crossings: Any = Value(0, IntegerField())
    for (y1, x1), (y2, x2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if y1 == y2:
            continue
        slope = (x2 - x1) / (y2 - y1)
        edge = F("latitude") * slope + Value(x1 - slope * y1, FloatField())
        spans = Q(latitude__gte=min(y1, y2), latitude__lt=max(y1, y2), longitude__lt=edge)
        crossings = crossings + Case(When(spans, then=1), default=0, output_field=IntegerField())
    return box & Q(Exact(crossings % 2, 1))


def _spot(numbers: Sequence[Any]) -> Spot:
    if len(numbers) != 2 or any(isinstance(one, bool) or not isinstance(one, int | float) for one in numbers):
        raise BadCriteria(_("Enter a latitude and a longitude."))
    latitude, longitude = float(numbers[0]), float(numbers[1])
    if not (abs(latitude) <= 89 and abs(longitude) <= 180):
        raise BadCriteria(_("This place does not exist. Enter the latitude first, then the longitude."))
    return latitude, longitude


def _read(text: str) -> list[Spot]:
    """Pairs of numbers with points for their fractions, between whatever else."""
    numbers = [float(one) for one in _NUMBER.findall(text)]
    if not numbers or len(numbers) % 2:
        raise BadCriteria(_("Enter each corner as latitude and longitude, such as 45.7578, 4.832."))
    return [_spot(numbers[at : at + 2]) for at in range(0, len(numbers), 2)]


class SpotsField(forms.CharField):
    def __init__(self, least: int, most: int, **more: Any) -> None:
        super().__init__(max_length=4000, **more)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return []
        try:
            return check(_read(text), self.least, self.most)
        except BadCriteria as bad:
            raise forms.ValidationError(str(bad)) from bad


def check(spots: list[Spot], least: int, most: int) -> list[Spot]:
    """As many as it takes, or BadCriteria."""
    if not least <= len(spots) <= most:
        raise BadCriteria(
            _("Choose one place.")
            if most == 1
            else _("Choose %(least)s to %(most)s corners.") % {"least": least, "most": most}
        )
    return spots


def _text(spots: Any) -> str:
    return "; ".join(f"{latitude:.5f}, {longitude:.5f}" for latitude, longitude in spots)


_DRAWING = {  # what area.js needs to draw on a map
    "rows": 3,
    "placeholder": "45.76, 4.82; 45.76, 4.86; 45.73, 4.84",
    "data-draw": reverse_lazy("segments:segment_map"),
    "data-open": gettext_lazy("Draw on a map"),
    "data-help": gettext_lazy("Click to add a corner. Drag to move the map."),
    "data-nearer": gettext_lazy("Zoom in"),
    "data-farther": gettext_lazy("Zoom out"),
    "data-west": gettext_lazy("To the west"),
    "data-east": gettext_lazy("To the east"),
    "data-north": gettext_lazy("To the north"),
    "data-south": gettext_lazy("To the south"),
    "data-undo": gettext_lazy("Remove the last corner"),
}


class Spots(Kind):
    """Corners of an area, or one place: kept as lists of latitude and longitude."""

    def __init__(self, least: int = 3, most: int = 100) -> None:
        self.least, self.most = least, most

    def __str__(self) -> str:
        return "Place" if self.most == 1 else "Area"

    def form_field(self) -> forms.Field:
        if self.most == 1:
            return SpotsField(1, 1, widget=forms.TextInput(attrs={"placeholder": "45.7578, 4.832"}))
        return SpotsField(self.least, self.most, widget=forms.Textarea(attrs=dict(_DRAWING)))

    def to_json(self, value: Any) -> list[list[float]]:
        return [[round(latitude, 5), round(longitude, 5)] for latitude, longitude in value]

    def from_json(self, kept: Any) -> list[Spot]:
        if not isinstance(kept, list) or len(kept) > self.most:
            raise BadCriteria(_("Choose a place."))
        spots = [_spot(one if isinstance(one, list) else []) for one in kept]
        return check(spots, self.least, self.most)

    def shown(self, value: Any) -> str:
        if self.most == 1:
            return _text(value)
        latitude = sum(one[0] for one in value) / len(value)
        longitude = sum(one[1] for one in value) / len(value)
        words = _("the area with %(n)s corners around %(place)s")
        return words % {"n": len(value), "place": f"{latitude:.3f}, {longitude:.3f}"}

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        try:
            return {name: _text(self.from_json(kept))}
        except BadCriteria:
            return {}
