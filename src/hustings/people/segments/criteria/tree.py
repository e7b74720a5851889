"""From JSON to a tree whose criteria, values and included segments are known to exist."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.lib.text import phrases
from hustings.people.segments.criteria.kinds import BadCriteria
from hustings.people.segments.criteria.model import Group, Leaf, Node, find

DEEPEST, LARGEST = 5, 50
LARGEST_IN_ALL = 200  # with those of the segments included
MATCHES = ("all", "any", "none")


@dataclass(slots=True)
class _Reading:
    """What is being read: the segments around it, and how many questions there are already."""

    within: tuple[int, ...]
    n: int = 0


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)


def read(criteria: Any, *, of: int | None = None) -> Group:
    """Check JSON and look up what it names, not ``of`` itself. Nothing asked never means everybody."""
    with _within(of):
        group = _group(criteria, DEEPEST)
    if _own(criteria) > LARGEST:
        raise BadCriteria(_("Use at most %(n)s conditions.") % {"n": LARGEST})
    return group


@contextmanager
def _within(of: int | None) -> Iterator[None]:
    around = _reading.get()
    if around is None:
        token = _reading.set(_Reading((of,) if of else ()))
        try:
            yield
        finally:
            _reading.reset(token)
        return
    if of in around.within:
        raise BadCriteria(_("The segments include each other in a circle."))
    before = around.within
    around.within = (*before, *([of] if of else []))
    try:
        yield
    finally:
        around.within = before


def _own(criteria: Any) -> int:
    if "criteria" not in criteria:
        return 1
    return sum(map(_own, criteria["criteria"]))


def _group(criteria: Any, depth: int) -> Group:
    if not isinstance(criteria, dict) or criteria.get("match", "all") not in MATCHES:
        raise BadCriteria(_("The conditions can't be read."))
    parts = criteria.get("criteria")
    if not isinstance(parts, list) or not parts:
        raise BadCriteria(_("Add a condition."))
    if depth == 0:
        raise BadCriteria(_("Use fewer levels of groups."))
    return Group(criteria.get("match", "all"), tuple(_node(part, depth - 1) for part in parts))


def _node(part: Any, depth: int) -> Node:
    if isinstance(part, dict) and "criteria" in part:
        return _group(part, depth)
    if not isinstance(part, dict):
        raise BadCriteria(_("The conditions can't be read."))
    _count()
    criterion = find(part.get("criterion"))
    operator = criterion.operators.get(str(part.get("operator")))
    if operator is None:
        raise BadCriteria(_("“%(label)s” can't be used like this.") % {"label": criterion.label})
    try:
        value = operator.kind.from_json(part.get("value")) if operator.kind else None
    except BadCriteria as bad:
        raise type(bad)(phrases.pair(criterion.label, bad)) from bad
    return Leaf(criterion, operator, value)


def _count() -> None:
    reading = _reading.get()
    assert reading is not None
    reading.n += 1
    if reading.n > LARGEST_IN_ALL:
        raise BadCriteria(
            _("With the included segments, there are more than %(n)s conditions.") % {"n": LARGEST_IN_ALL}
        )


def describe(criteria: Any) -> str:
    """The criteria in a sentence."""
    return str(read(criteria))
