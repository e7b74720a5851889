"""Time zones of territories, as the country's rules name them."""

from django.conf import settings

from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE
from hustings.foundation.territories.models import Zone


def of(zone: Zone | None) -> tuple[str, ...]:
    """Those of a territory; the campaign's own where the rules don't tell another."""
    book = law.book() if zone else None
    if book is None or zone is None:
        return (settings.TIME_ZONE,)
    place = book.place(book.codes([zone.pk])[zone.pk])
    is_ours = ANYWHERE in place.codes or not place.clocks or settings.TIME_ZONE in place.clocks
    return (settings.TIME_ZONE,) if is_ours else place.clocks


def elsewhere() -> dict[str, str]:
    """Official codes that territories with another time zone begin with, and the first time zone of each."""
    book = law.book()
    spots = book.law.pack.spots.values() if book else ()
    return {
        spot.code: spot.clocks[0]
        for spot in spots
        if spot.code and spot.clocks and settings.TIME_ZONE not in spot.clocks
    }
