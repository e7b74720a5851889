"""From a tree to one query of ``id IN (SELECT person_id …)``: on SQLite 2 to 30 times as fast as EXISTS.

PostgreSQL runs ``IN`` under ``OR`` and ``NOT IN`` row by row: hence UNION and NOT EXISTS.
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet

from hustings.people.persons.models import Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.segments.criteria.model import Group, Leaf, Node
from hustings.people.segments.criteria.tree import read


def compile(criteria: Any) -> PersonQuerySet:  # noqa: A001 - the word of the trade
    """The people who meet the criteria now."""
    return _narrow(_everybody(), read(criteria), False)


def people(criteria: Any, user: Any) -> PersonQuerySet:
    """Those of them whom ``user`` may see."""
    return compile(criteria).visible_to(user)


def _everybody() -> PersonQuerySet:
    return Person.objects.order_by()


def _bare(node: Node, is_negated: bool) -> tuple[Node, bool]:
    """A question as its answer, and whether that is to hold or not to."""
    if isinstance(node, Leaf):
        return node.answer(), is_negated != node.operator.is_negated
    return node, is_negated


def _narrow(people: PersonQuerySet, node: Node, is_negated: bool) -> PersonQuerySet:
    """Of ``people`` those for whom ``node`` holds, or does not."""
    node, is_negated = _bare(node, is_negated)
    if isinstance(node, Q):
        return people.filter(~node if is_negated else node)
    if isinstance(node, QuerySet):
        return people.filter(outside(node) if is_negated else Q(pk__in=_keys(node)))
    assert isinstance(node, Group)
    if _is_any(node, is_negated):
        return people.filter(_any(node, is_negated))
    for part in node.parts:
        people = _narrow(people, part, is_negated != (node.match == "none"))
    return people


def _is_any(group: Group, is_negated: bool) -> bool:
    """Whether one part is enough: "any", or the contrary of "all"."""
    return (group.match == "all") == is_negated if group.match != "none" else is_negated


def _any(group: Group, is_negated: bool) -> Q:
    """At least one part holds (or does not): conditions on columns by OR, all else by UNION."""
    columns: list[Q] = []
    sets: list[QuerySet[Any, Any]] = []
    for part, is_not in _alternatives(group, is_negated):
        if isinstance(part, Q):
            columns.append(~part if is_not else part)
        elif isinstance(part, QuerySet) and not is_not:
            sets.append(_keys(part))
        else:
            sets.append(_narrow(_everybody(), part, is_not).values("pk"))
    if not sets:
        return reduce(or_, columns)
    if columns:
        sets.append(_everybody().filter(reduce(or_, columns)).values("pk"))
    first, *rest = sets
    return Q(pk__in=first.union(*rest) if rest else first)


def _alternatives(group: Group, is_negated: bool) -> Iterator[tuple[Node, bool]]:
    for part in group.parts:
        bare, is_not = _bare(part, is_negated != (group.match == "none"))
        if isinstance(bare, Group) and _is_any(bare, is_not):
            yield from _alternatives(bare, is_not)
        else:
            yield bare, is_not


def _keys(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.order_by().values("person")


class _NotAmong(Func):
    """NOT EXISTS over rows that are themselves counted: an anti-join, which a correlated count is not."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:  # type: ignore[override]
        """The rows have a name of their own, so that the planner may join them."""
        person, rows = self.source_expressions
        person_sql, person_params = compiler.compile(person)
        rows_sql, rows_params = compiler.compile(rows)
        sql = (
            f"NOT EXISTS (SELECT 1 FROM {rows_sql} AS among (person_id) WHERE among.person_id = {person_sql})"  # noqa: S608
        )
        return sql, (*rows_params, *person_params)


def outside(rows: QuerySet[Any, Any]) -> Q:
    """Those whom none of ``rows`` names."""
    if connection.vendor != "postgresql":
        return ~Q(pk__in=_keys(rows))
    if rows.query.group_by is None:
        return Q(~Exists(rows.filter(person=OuterRef("pk"))))
    return Q(_NotAmong(F("pk"), _keys(rows)))
