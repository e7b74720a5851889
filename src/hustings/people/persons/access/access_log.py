"""Access log of personal data, written as it is shown: one row for a person, user, day and way."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.foundation.lib.sql.removal import remove
from hustings.people.persons.models import Look, Unlock

_SEEN = """
    INSERT INTO persons_look (person_id, user_id, day, how, n, last_at)
    SELECT id, %s, %s, %s, 1, %s FROM persons_person WHERE id IN ({marks}) ORDER BY id
    ON CONFLICT (person_id, user_id, day, how)
    DO UPDATE SET n = persons_look.n + 1, last_at = excluded.last_at
"""
_AT_ONCE = 5_000


def saw(user: Any, people: Collection[int], how: Look.How) -> None:
    """Write down that ``user`` sees these people's data now: one statement for a page of them."""
    now, keys = timezone.now(), sorted(people)
    adapt = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        marks = ", ".join(["%s"] * len(some))
        values = [user.pk, adapt[1](timezone.localdate()), how.value, adapt[0](now), *some]
        with connection.cursor() as cursor:
            cursor.execute(_SEEN.format(marks=marks), values)


def forget(days: int) -> int:
    """Delete what is older, the oldest first and some thousand rows at once; how many looks that were."""
    since, n = timezone.localdate() - timedelta(days=days), 0
    old = Look.objects.filter(day__lt=since).order_by("pk").values_list("pk", flat=True)
    while keys := list(old[:_AT_ONCE]):
        n += remove(Look, keys)
    Unlock.objects.filter(ends_at__date__lt=since).delete()
    return n


def n_seen() -> Coalesce:
    """For each Unlock how many people its user saw meanwhile, as far as rows of days can tell."""
    looks = Look.objects.filter(
        user=OuterRef("user"), last_at__range=(OuterRef("began_at"), OuterRef("ends_at"))
    )
    people = looks.order_by().values("user").annotate(n=Count("person", distinct=True))
    return Coalesce(Subquery(people.values("n")), 0)
