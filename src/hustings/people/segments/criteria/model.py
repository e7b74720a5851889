"""Criteria, to which apps above add theirs, and the tree of them that a segment is once its JSON was read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.text import phrases
from hustings.people.segments.criteria.kinds import BadCriteria, Broken, Kind

Answer: TypeAlias = "Q | QuerySet[Any] | Group"
PERSON = gettext_lazy("Person")


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to ask: ``ask(value)`` is a condition on Person, rows with ``person``, or a Group.

    ``sentence`` may hold ``%(value)s``. ``is_negated``: those for whom the answer is no.
    """

    label: Any
    sentence: Any
    ask: Callable[[Any], Answer]
    kind: Kind | None = None
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something one may ask about people. ``group`` is the heading in the list."""

    name: str
    label: Any
    operators: Mapping[str, Operator]
    group: Any = PERSON


@dataclass(frozen=True, slots=True)
class Leaf:
    criterion: Criterion
    operator: Operator
    value: Any = None

    def __str__(self) -> str:
        kind = self.operator.kind
        return str(self.operator.sentence) % (kind.words(self.value) if kind else {"value": ""})

    def answer(self) -> Answer:
        """Those for whom it holds, or, where the operator is negated, those for whom it doesn't."""
        return self.operator.ask(self.value)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of which all, any or none hold; within an answer also conditions and rows."""

    match: str
    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        words = [
            f"({part})" if isinstance(part, Group) and len(part.parts) > 1 else str(part)
            for part in self.parts
        ]
        if self.match == "none":
            return _("none of these: %(list)s") % {"list": phrases.row(words)}
        return (_(", and ") if self.match == "all" else _(", or ")).join(words)


Node: TypeAlias = Group | Leaf | Q | QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Family:
    """Criteria that depend on data, one for each custom field for instance: named ``prefix:word``."""

    prefix: str
    members: Callable[[], Iterable[Criterion]]
    find: Callable[[str], Criterion | None]


catalogue = Registry[Criterion]("segments.criteria.model.catalogue", key=attrgetter("name"))
families = Registry[Family]("segments.criteria.model.families", key=attrgetter("prefix"))


def listed() -> list[Criterion]:
    return [*catalogue.all(), *(one for family in families.all() for one in family.members())]


def find(name: Any) -> Criterion:
    """The criterion of this name; Broken where its object is gone, BadCriteria where there never was one."""
    if not isinstance(name, str):
        raise BadCriteria(_("A condition has no name."))
    if criterion := catalogue.find(name):
        return criterion
    prefix, _colon, word = name.partition(":")
    family = families.find(prefix)
    if family is None:
        raise BadCriteria(_("There is no condition “%(name)s”.") % {"name": name})
    found = family.find(word)
    if found is None:
        raise Broken(_("This condition uses “%(name)s”, which no longer exists.") % {"name": word})
    return found
