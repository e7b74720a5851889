"""Who saw whose personal data, written down as it is shown: one row for a person, user, day and way."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.people import packed
from hustings.people.models import BeenIn, ExportBlock, Look, Merge, Person

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


class _Time(NamedTuple):
    """When ``key`` was the person's."""

    key: int
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, block: ExportBlock) -> bool:
        """Whether an export took them out under this key."""
        at = block.export.created_at
        if (self.since and at < self.since) or (self.until and at > self.until):
            return False
        return packed.block(self.key) == block.number and packed.holds(bytes(block.bits), self.key)


def hand_on(person: int, times: Iterable[tuple[int, datetime]]) -> None:
    """Who looked at these records since was shown ``person``, too, who was a part of them until now.

    Called while the records are there: it stays known when they go.
    """
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


def _times(person: Person) -> list[_Time]:
    """Their own key; those of records that theirs took in; that of one that theirs was in for a while.

    An export is never rewritten: who was in it is read through the merges that stand now.
    """
    taken_in = Merge.objects.filter(kept=person, undone_at=None).order_by()
    been_in = BeenIn.objects.filter(person=person).order_by()
    return [
        _Time(person.pk),
        *map(_Time, taken_in.values_list("absorbed_id", flat=True)),
        *(_Time(*row) for row in been_in.values_list("key", "since", "until")),
    ]


def _exports(person: Person, limit: int) -> Iterator[Seen]:
    """The exports that ``person`` was in, newest first: one small block of each is read."""
    times = _times(person)
    blocks = ExportBlock.objects.filter(number__in={packed.block(time.key) for time in times})
    told: set[int] = set()
    for block in blocks.select_related("export__user").order_by("-export").iterator(100):
        if block.export_id not in told and any(time.holds(block) for time in times):
            told.add(block.export_id)
            who, how = str(block.export.user or ""), str(Look.How.DOWNLOAD.label)
            yield Seen(block.export.created_at, who, how, user=block.export.user_id)
            if len(told) == limit:
                return


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
