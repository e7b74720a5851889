"""Selection of an operation: who meets criteria, stands in a filtered list, or was ticked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Operation, Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.segments import criteria as segments

MOST_TICKED = 2_000
Narrow = Callable[[str, PersonQuerySet], PersonQuerySet]
Describe = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Filters:
    narrow: Narrow
    describe: Describe


filters = Registry[Filters]("changes.operations.selection.filters")  # one


@dataclass(frozen=True, slots=True)
class Whom:
    """One of the three. ``query`` "" is the whole list."""

    criteria: Any = None
    query: str | None = None
    ticked: tuple[int, ...] = ()

    @classmethod
    def of(cls, operation: Operation) -> "Whom":
        kept = operation.choices.get("whom", {})
        return cls(operation.criteria, kept.get("query"), tuple(kept.get("ticked", ())))

    def written(self) -> dict[str, Any]:
        """As ``Operation.choices["whom"]`` keeps it; criteria have a column of their own."""
        return {
            name: value for name, value in (("query", self.query), ("ticked", list(self.ticked))) if value
        } or ({"query": ""} if self.query is not None else {})

    @property
    def is_search(self) -> bool:
        """Whether the list was searched: a search finds some of many."""
        return bool(self.query and QueryDict(self.query).get("q"))

    def people(self, user: Any, right: Right) -> PersonQuerySet:
        """Those whom ``user`` has ``right`` on now. BadCriteria where a segment can't be asked any more."""
        return self.among(Person.objects.order_by().visible_to(user, right))

    def among(self, people: PersonQuerySet) -> PersonQuerySet:
        """Those of ``people``; nobody where nothing was chosen."""
        if self.criteria is not None:
            return people.filter(pk__in=segments.compile(self.criteria).values("pk"))
        if self.ticked:
            return people.filter(pk__in=self.ticked)
        if self.query is not None and (found := filters.only()):
            return found.narrow(self.query, people)
        return people.none()

    def __str__(self) -> str:
        if self.criteria is not None:
            return segments.describe(self.criteria)
        if self.ticked:
            n = len(self.ticked)
            return ngettext("%(n)d selected person", "%(n)d selected people", n) % {"n": n}
        found = filters.only()
        return found.describe(self.query or "") if found else _("everyone")


def reach(operation: Operation, user: Any, right: Right) -> PersonQuerySet:
    """Everybody whom its user may touch now; all with ``choices["unattended"]``, when nobody started it."""
    if user is None:
        everybody = Person.objects.order_by()
        return everybody if operation.choices.get("unattended") else everybody.none()
    return Person.objects.order_by().visible_to(user, right)
