"""The criteria of this app; each module registers its own."""

from hustings.people.segments.criteria import (
    arrivals,
    circles,
    contacts,
    happenings,
    included,
    places,
    reach,
    record,
    signs,
    topics,
)

__all__ = [
    "arrivals",
    "circles",
    "contacts",
    "happenings",
    "included",
    "places",
    "reach",
    "record",
    "signs",
    "topics",
]
