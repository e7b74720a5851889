"""Contributions of duplicates: merges in undoings, on records and timelines, and rows that follow a merge."""

from django.db.models import Q

from hustings.contributions import Contribution
from hustings.people.duplicates import searching
from hustings.people.merging import afterwards, bulk, hooks, parting, stands, topics, words
from hustings.people.operations import kinds
from hustings.people.schedules import duplicates

app = Contribution(
    duplicates.part,
    hooks.part,
    words.part,
    kinds.kinds(*searching.KINDS, *bulk.KINDS),
    afterwards.readers(stands.read_anew, topics.read_anew),
    parting.laters(
        parting.Later(
            "people.signup.person",
            lambda found, whose: found.filter(key__in=whose.keys, requested_at__gte=whose.since),
        ),
        parting.Later(
            "people.activity.person",
            lambda found, whose: found.filter(happened_at__gte=whose.since).filter(
                Q(data__address__in=sorted(whose.addresses | whose.places))
                | Q(data__number__in=sorted(whose.phones))
            ),
        ),
        parting.Later("people.tagging.person", lambda found, whose: found.filter(tag__in=whose.tags)),
    ),
)
