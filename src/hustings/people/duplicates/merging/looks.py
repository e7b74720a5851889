"""Looks at a record that was part of another: they go along when the two are parted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from hustings.people.duplicates.models import BeenIn
from hustings.people.persons.models import Look


def hand_on(person: int, times: Iterable[tuple[int, datetime]]) -> None:
    """Have who looked at these records stand at ``person``, too, who was a part of them until now."""
    now = timezone.now()
    looks: dict[tuple[Any, ...], Look] = {}
    for key, since in times:
        been_in = [BeenIn(person_id=person, key=key, since=since, until=now)]
        for time in BeenIn.objects.filter(person=key, until__gte=since).order_by():  # a part of a part
            been_in.append(
                BeenIn(person_id=person, key=time.key, since=max(since, time.since), until=time.until)
            )
        BeenIn.objects.bulk_create(been_in)
        for look in Look.objects.filter(person=key, last_at__gte=since).order_by():
            look.pk, look.person_id = None, person
            looks[look.user_id or object(), look.day, look.how] = look
    Look.objects.bulk_create(
        looks.values(), batch_size=500, update_conflicts=True,
        unique_fields=["person", "user", "day", "how"], update_fields=["last_at"],
    )  # fmt: skip
