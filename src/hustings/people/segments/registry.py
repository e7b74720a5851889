"""Which criteria there are. Apps above add theirs when they are ready."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
class _Family:
    members: Callable[[], Iterable[Criterion]]
    find: Callable[[str], Criterion | None]


_criteria: dict[str, Criterion] = {}
_families: dict[str, _Family] = {}


def register(criterion: Criterion) -> Criterion:
    """Offer a criterion."""
    _criteria[criterion.name] = criterion
    return criterion


def register_family(
    prefix: str,
    members: Callable[[], Iterable[Criterion]],
    find: Callable[[str], Criterion | None],
) -> None:
    """Offer criteria that depend on data, one for each custom field for instance: named ``prefix:word``."""
    _families[prefix] = _Family(members, find)


def registered() -> list[Criterion]:
    """Those that need no data."""
    return list(_criteria.values())


def listed() -> list[Criterion]:
    """All of them, families at the end."""
    return [*registered(), *(one for family in _families.values() for one in family.members())]


def find(name: Any) -> Criterion:
    """The criterion of this name; Broken where its object is gone, BadCriteria where there never was one."""
    if not isinstance(name, str):
        raise BadCriteria(_("A criterion has no name."))
    if name in _criteria:
        return _criteria[name]
    prefix, _colon, word = name.partition(":")
    if prefix not in _families:
        raise BadCriteria(_("There is no criterion “%(name)s”.") % {"name": name})
    found = _families[prefix].find(word)
    if found is None:
        raise Broken(_("It asks for “%(name)s”, which no longer exists.") % {"name": word})
    return found
