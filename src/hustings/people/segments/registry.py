"""Criteria on offer: this app's and those of apps above."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.contributions import Registry
from hustings.people.segments.kinds import BadCriteria, Broken, Kind

if TYPE_CHECKING:
    from hustings.people.segments.nodes import Group

Answer: TypeAlias = "Q | QuerySet[Any] | Group"
PERSON = gettext_lazy("Person")


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to ask.

    ``ask(value)`` is a condition on columns of Person, rows of another table with a column ``person``, or a
    Group of such. ``sentence`` may hold the words of the kind: ``%(value)s``. ``is_negated``: those for whom
    the answer is no.
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
class Family:
    """Criteria that depend on data, one for each custom field for instance: named ``prefix:word``."""

    prefix: str
    members: Callable[[], Iterable[Criterion]]
    find: Callable[[str], Criterion | None]


class Happening(NamedTuple):
    """A kind of activities that one may ask for, called ``words``: “sign-up on the site”."""

    kind: str
    words: Any


catalogue = Registry[Criterion]("segments.criteria", key=attrgetter("name"))
families = Registry[Family]("segments.families", key=attrgetter("prefix"))
happened = Registry[Happening]("segments.happenings", key=attrgetter("kind"))


def happenings() -> list[tuple[str, Any]]:
    """The kinds of activities that one may ask for, with their words."""
    return list(happened.all())


def listed() -> list[Criterion]:
    """All of them, families at the end."""
    return [*catalogue.all(), *(one for family in families.all() for one in family.members())]


def find(name: Any) -> Criterion:
    """The criterion of this name; Broken where its object is gone, BadCriteria where there never was one."""
    if not isinstance(name, str):
        raise BadCriteria(_("A criterion has no name."))
    if criterion := catalogue.find(name):
        return criterion
    prefix, _colon, word = name.partition(":")
    family = families.find(prefix)
    if family is None:
        raise BadCriteria(_("There is no criterion “%(name)s”.") % {"name": name})
    found = family.find(word)
    if found is None:
        raise Broken(_("It asks for “%(name)s”, which no longer exists.") % {"name": word})
    return found
