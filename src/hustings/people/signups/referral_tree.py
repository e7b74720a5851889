"""Recruiters and recruits as a tree of visible people: one query a level, one for all below."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from hustings.foundation.accounts import access
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE

LEVELS = 4
OF_ONE, OF_LEVEL = 12, 120  # shown below one person, and of one level
COUNTED = 10_000  # below somebody; more is "more than"
_UP = 20


@dataclass
class Node:
    person: Person
    n: int = 0
    below: list["Node"] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many of them are not shown."""
        return self.n - len(self.below)


def of(person: Person, user: Any) -> Node:
    """The tree below somebody: ``LEVELS`` questions for people, one for numbers."""
    root, seen = Node(person), Person.objects.visible_to(user)
    level, all_of_them = [root], [root]
    for _depth in range(LEVELS):
        level = _next(level, seen)
        all_of_them += level
        if not level:
            break
    keys = [node.person.pk for node in all_of_them]
    rows = seen.filter(recruiter__in=keys).order_by().values_list("recruiter")
    brought = dict(rows.annotate(n=Count("pk")))
    for node in all_of_them:
        node.n = brought.get(node.person.pk, 0)
    return root


def _next(level: list[Node], everybody: Any) -> list[Node]:
    seen = everybody.filter(recruiter__in=[node.person.pk for node in level])
    place = Window(RowNumber(), partition_by=F("recruiter"), order_by=F("pk").asc())
    rows = seen.annotate(place=place).filter(place__lte=OF_ONE).select_related("zone").order_by("pk")
    by: dict[Any, list[Node]] = defaultdict(list)
    for one in rows[:OF_LEVEL]:
        by[one.recruiter_id].append(Node(one))
    for node in level:
        node.below = by[node.person.pk]
    return [one for node in level for one in node.below]


def above(person: Person, user: Any) -> tuple[list[Person], bool]:
    """Who brought them and those, the first of all first; and whether somebody out of sight stands above."""
    found: list[Person] = []
    now = person
    while now.recruiter_id is not None and len(found) < _UP:
        one = Person.objects.visible_to(user).filter(pk=now.recruiter_id).first()
        if one is None:
            return found[::-1], True
        found.append(one)
        now = one
    return found[::-1], False


_BELOW = """
    WITH RECURSIVE below (id, depth) AS (
        SELECT id, 1 FROM persons_person WHERE recruiter_id = %s {where}
        UNION ALL
        SELECT persons_person.id, depth + 1 FROM persons_person JOIN below ON recruiter_id = below.id
        WHERE depth < 1000 {where}
    )
    SELECT depth, COUNT(*) FROM (SELECT depth FROM below LIMIT %s) AS found GROUP BY depth ORDER BY depth
"""


def by_depth(person: Person, user: Any) -> list[int]:
    """How many stand on each level below somebody, all levels down; at most ``COUNTED`` and one in sum."""
    where, more = "", ()
    if not access.everywhere(user, VIEW_PEOPLE):
        inner = access.zones(user, VIEW_PEOPLE).values("inner")
        sql, more = inner.query.sql_with_params()
        where = f"AND zone_id IN ({sql})"
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(where=where), [person.pk, *more, *more, COUNTED + 1])
        return [int(n) for _depth, n in cursor.fetchall()]
