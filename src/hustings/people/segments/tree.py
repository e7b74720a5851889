"""From JSON to one query.

Everything becomes sets of keys, ``id IN (SELECT person_id …)``: two to thirty times faster on SQLite than
EXISTS and as fast on PostgreSQL. Two shapes are avoided, since PostgreSQL runs them row by row once a set
outgrows its working memory: ``IN`` under ``OR`` (a UNION instead) and ``NOT IN`` (NOT EXISTS).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hustings.people.models import Person
from hustings.people.models.persons import PersonQuerySet
from hustings.people.segments.kinds import BadCriteria
from hustings.people.segments.registry import Answer, Criterion, Operator, find

DEEPEST, LARGEST = 5, 50
MATCHES = ("all", "any", "none")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question with its value."""

    criterion: Criterion
    operator: Operator
    value: Any = None

    def __str__(self) -> str:
        kind = self.operator.kind
        return str(self.operator.sentence) % {"value": kind.shown(self.value) if kind else ""}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of which all, any or none must be answered with yes."""

    match: str
    parts: "tuple[Group | Leaf, ...]"

    def __str__(self) -> str:
        words = [
            f"({part})" if isinstance(part, Group) and len(part.parts) > 1 else str(part)
            for part in self.parts
        ]
        if self.match == "none":
            return _("none of these is true: %(list)s") % {"list": "; ".join(words)}
        return (_(", and ") if self.match == "all" else _(", or ")).join(words)


Node = Group | Leaf


def read(criteria: Any) -> Group:
    """Check JSON and look up what it names. Nothing to ask for is refused: it never means everybody."""
    group = _group(criteria, DEEPEST)
    if sum(1 for _leaf in _leaves(group)) > LARGEST:
        raise BadCriteria(_("There are more than %(n)s criteria.") % {"n": LARGEST})
    return group


def _group(criteria: Any, depth: int) -> Group:
    if not isinstance(criteria, dict) or criteria.get("match", "all") not in MATCHES:
        raise BadCriteria(_("The criteria can't be read."))
    parts = criteria.get("criteria")
    if not isinstance(parts, list) or not parts:
        raise BadCriteria(_("There is no criterion yet."))
    if depth == 0:
        raise BadCriteria(_("The groups are nested too deeply."))
    return Group(criteria.get("match", "all"), tuple(_node(part, depth - 1) for part in parts))


def _node(part: Any, depth: int) -> Node:
    if isinstance(part, dict) and "criteria" in part:
        return _group(part, depth)
    if not isinstance(part, dict):
        raise BadCriteria(_("The criteria can't be read."))
    criterion = find(part.get("criterion"))
    operator = criterion.operators.get(str(part.get("operator")))
    if operator is None:
        raise BadCriteria(_("“%(label)s” can't be asked like that.") % {"label": criterion.label})
    try:
        value = operator.kind.from_json(part.get("value")) if operator.kind else None
    except BadCriteria as bad:
        raise type(bad)(f"{criterion.label}: {bad}") from bad
    return Leaf(criterion, operator, value)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    else:
        for part in node.parts:
            yield from _leaves(part)


def compile(criteria: Any) -> PersonQuerySet:  # noqa: A001 - the word of the trade
    """The people who meet the criteria now."""
    return _narrow(_everybody(), read(criteria), False)


def people(criteria: Any, user: Any) -> PersonQuerySet:
    """Those of them whom ``user`` may see."""
    return compile(criteria).visible_to(user)


def describe(criteria: Any) -> str:
    """The criteria in a sentence."""
    return str(read(criteria))


def _everybody() -> PersonQuerySet:
    return Person.objects.order_by()


def _narrow(people: PersonQuerySet, node: Node, is_negated: bool) -> PersonQuerySet:
    """Of ``people`` those for whom ``node`` holds, or does not."""
    if isinstance(node, Leaf):
        return people.filter(_condition(node, is_negated))
    negated = is_negated != (node.match == "none")
    if (node.match == "all") != negated:
        for part in node.parts:
            people = _narrow(people, part, negated)
        return people
    return people.filter(_any(node.parts, negated))


def _any(parts: "tuple[Node, ...]", negated: bool) -> Q:
    """At least one of ``parts`` holds (or does not): conditions on columns by OR, all else by UNION."""
    columns: list[Q] = []
    sets: list[QuerySet[Any, Any]] = []
    for part in parts:
        if isinstance(part, Leaf):
            is_not = negated != part.operator.is_negated
            answer = part.operator.ask(part.value)
            if isinstance(answer, Q):
                columns.append(~answer if is_not else answer)
            elif is_not:
                sets.append(_everybody().filter(outside(answer)).values("pk"))
            else:
                sets.append(answer.order_by().values("person"))
        else:
            sets.append(_narrow(_everybody(), part, negated).values("pk"))
    if not sets:
        return reduce(or_, columns)
    if columns:
        sets.append(_everybody().filter(reduce(or_, columns)).values("pk"))
    first, *rest = sets
    return Q(pk__in=first.union(*rest) if rest else first)


def _condition(leaf: Leaf, is_negated: bool) -> Q:
    answer: Answer = leaf.operator.ask(leaf.value)
    is_not = is_negated != leaf.operator.is_negated
    if isinstance(answer, Q):
        return ~answer if is_not else answer
    return outside(answer) if is_not else Q(pk__in=answer.order_by().values("person"))


def outside(rows: QuerySet[Any, Any]) -> Q:
    """Those whom none of ``rows`` names."""
    if connection.vendor == "postgresql":
        return Q(~Exists(rows.filter(person=OuterRef("pk"))))
    return ~Q(pk__in=rows.order_by().values("person"))
