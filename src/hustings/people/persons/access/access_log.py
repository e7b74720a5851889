"""Access log of personal data, written as it is shown: one row for a person, user, day and way."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.people.persons.models import Look

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


def n_seen() -> Coalesce:
    """For each Unlock how many people its user saw meanwhile, as far as rows of days can tell."""
    looks = Look.objects.filter(
        user=OuterRef("user"), last_at__range=(OuterRef("began_at"), OuterRef("ends_at"))
    )
    people = looks.order_by().values("user").annotate(n=Count("person", distinct=True))
    return Coalesce(Subquery(people.values("n")), 0)
