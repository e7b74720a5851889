"""Who saw whose personal data, written down as it is shown: one row for a person, user, day and way."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.people import packed
from hustings.people.models import Export, Look, Person

_SEEN = """
    INSERT INTO people_look (person_id, user_id, day, how, n, last_at)
    SELECT id, %s, %s, %s, 1, %s FROM people_person WHERE id IN ({marks}) ORDER BY id
    ON CONFLICT (person_id, user_id, day, how)
    DO UPDATE SET n = people_look.n + 1, last_at = excluded.last_at
"""
_AT_ONCE = 5_000


class Seen(NamedTuple):
    """A line of "who looked": ``how`` are words, ``who`` is empty where the account is gone."""

    at: datetime
    who: str
    how: str
    n: int = 1
    user: int | None = None  # the account's key


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


def of(person: Person, limit: int = 100) -> list[Seen]:
    """Who looked at ``person`` and who took their data out, newest first."""
    looks = [
        Seen(look.last_at, str(look.user or ""), look.get_how_display(), look.n, look.user_id)
        for look in person.looks.select_related("user")[:limit]
    ]
    found = [*looks, *_exports(person, limit)]
    return sorted(found, key=lambda seen: seen.at, reverse=True)[:limit]


def _exports(person: Person, limit: int) -> Iterator[Seen]:
    """The exports that ``person`` was in. Each keeps one bit for a person: a test costs next to nothing."""
    exports = Export.objects.filter(created_at__gte=person.created_at).exclude(whose=None)
    n = 0
    for export in exports.select_related("user").iterator(50):
        if n < limit and packed.holds(bytes(export.whose or b""), person.pk):
            n += 1
            who, how = str(export.user or ""), str(Look.How.DOWNLOAD.label)
            yield Seen(export.created_at, who, how, user=export.user_id)


def n_seen() -> Coalesce:
    """For each Unlock how many people its user saw meanwhile, as far as rows of days can tell."""
    looks = Look.objects.filter(
        user=OuterRef("user"), last_at__range=(OuterRef("began_at"), OuterRef("ends_at"))
    )
    people = looks.order_by().values("user").annotate(n=Count("person", distinct=True))
    return Coalesce(Subquery(people.values("n")), 0)


def forget(before: date) -> int:
    """Remove what is older; returns how many rows."""
    return Look.objects.filter(day__lt=before).delete()[0]
