"""Codes of municipalities where a file gives only a postcode and a name."""

from functools import lru_cache

from hustings.foundation.territories.models import Kind, Zone, key


@lru_cache(20_000)
def _code(postcode: str, city: str) -> str:
    zones = Zone.objects.of_kind(Kind.COMMUNE)
    if postcode:
        zones = zones.for_postcode(postcode.rjust(5, "0") if postcode.isdigit() else postcode)
    if city:
        zones = zones.filter(name_key=key(city))
    found = list(zones.order_by().values_list("code", flat=True)[:2]) if postcode or city else []
    return found[0] if len(found) == 1 else ""


def code(postcode: str, city: str) -> str:
    """The code of the one municipality that is meant; empty where there is none, or several."""
    return _code(postcode, city) or (_code("", city) if city else "")


@lru_cache(20_000)
def middle(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of a municipality's middle, where it is known."""
    zones = Zone.objects.of_kind(Kind.COMMUNE).filter(code=code).order_by()
    for latitude, longitude in zones.values_list("latitude", "longitude")[:1]:
        if latitude is not None and longitude is not None:
            return latitude, longitude
    return None


def forget() -> None:
    """Ask the database anew."""
    _code.cache_clear()
    middle.cache_clear()
