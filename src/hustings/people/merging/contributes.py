"""What merges of this app's rows need: which later rows bear an address, and what is derived anew."""

from django.db.models import Q

from hustings.contributions import Contribution
from hustings.people.merging import afterwards, bulk, parting, stands, topics, words
from hustings.people.models import PageWish
from hustings.people.operations import kinds

app = Contribution(
    words.part,
    kinds.kinds(*bulk.KINDS),
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
        parting.Later(
            "people.pagelink.person",
            # what is to make an address somebody's own is theirs who asked for it
            lambda found, whose: found.filter(
                address__in=whose.addresses, created_at__gte=whose.since, wish=PageWish.OPEN
            ),
        ),
        parting.Later("people.tagging.person", lambda found, whose: found.filter(tag__in=whose.tags)),
    ),
)
