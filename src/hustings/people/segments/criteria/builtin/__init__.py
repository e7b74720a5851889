"""The criteria of this app."""

from hustings.people.segments.criteria.builtin import (
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

CRITERIA = (
    *contacts.CRITERIA,
    *circles.CRITERIA,
    *arrivals.CRITERIA,
    *happenings.CRITERIA,
    *included.CRITERIA,
    *places.CRITERIA,
    *reach.CRITERIA,
    *record.CRITERIA,
    *signs.CRITERIA,
    *topics.CRITERIA,
)
