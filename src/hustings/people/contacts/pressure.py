"""Pressure: how often people were contacted lately, over all channels. Apps above add theirs."""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime

from django.db.models import Count

from hustings.foundation.contributions import Contribution, Registry
from hustings.people.contacts.models import Contact

Source = Callable[[Collection[int], datetime], dict[int, int]]
# Each counts contacts of its own channel: ``source(people, since)`` -> person -> how many.
sources = Registry[Source]("people.contacts.pressure.sources")


def of(people: Collection[int], since: datetime) -> dict[int, int]:
    """Contacts of these people since a moment; who had none is not in it. A query for each channel."""
    found = Counter[int]()
    for source in sources.all():
        found.update(source(people, since))
    return dict(found)


def _noted(people: Collection[int], since: datetime) -> dict[int, int]:
    rows = Contact.objects.filter(person__in=people, contacted_at__gte=since).order_by()
    return dict(rows.values_list("person").annotate(n=Count("pk")))


part = Contribution(sources(_noted))
