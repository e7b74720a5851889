"""The readers of a mailing by domain, language, territory or segment; one query each.

Small groups and clicks of few measured people are not told, nor what is left over: one could read off a
single person.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Lower, StrIndex, Substr
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Containment
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import clickers
from hustings.outreach.tracking.models import Division
from hustings.people.segments import criteria
from hustings.people.segments.models import Segment

SMALL = 20_000  # letters of a mailing that are counted while somebody waits for the page
FEWEST = 20  # people of a group that is told apart
SHOWN = 10  # groups; the others are one
_IN, _OUT = "in", "out"
By = Division.By


@dataclass(frozen=True)
class Group:
    """Some readers. Clicks are of those who are measured: surely people's, and all that may be."""

    name: str  # empty: all others
    n: int
    came_back: int = 0
    unsubscribed: int = 0
    measured: int | None = None  # None: not told
    sure: int | None = None
    clicked: int | None = None

    def __add__(self, other: "Group") -> "Group":
        names = ["n", "came_back", "unsubscribed", "measured", "sure", "clicked"]
        return Group("", *((getattr(self, each) or 0) + (getattr(other, each) or 0) for each in names))


# --- Asking --------------------------------------------------------------------------------------
def _domain(_key: int) -> Any:
    return Lower(Substr("address", StrIndex("address", Value("@")) + 1))


def _zone(key: int) -> Any:
    parts = Containment.objects.filter(inner=OuterRef("person__zone"), outer__parent=key)
    return Subquery(parts.values("outer")[:1])


def _segment(key: int) -> Any:
    people = criteria.compile(Segment.objects.get(pk=key).criteria)
    return Case(When(person__in=people.order_by().values("pk"), then=Value(_IN)), default=Value(_OUT))


_ASKED: Mapping[str, Callable[[int], Any]] = {
    By.DOMAIN: _domain,
    By.LANGUAGE: lambda _key: F("person__language"),
    By.ZONE: _zone,
    By.SEGMENT: _segment,
}


def asked(mailing: Mailing, by: str, key: int = 0) -> Any:
    """The question, as a query set: a row for each group."""
    found = clickers.of(mailing, Campaign.current())
    clicked = Q(person__in=found.rows.values("person"))
    sure = Q(person__in=found.rows.filter(is_weak=False).values("person"))
    measured = {"measured": Count("pk", filter=found.among)} if found.among is not None else {}
    rows = Delivery.objects.handed_over().filter(mailing=mailing).order_by()
    return rows.values(group=_ASKED[by](key)).annotate(
        n=Count("pk"),
        came_back=Count("pk", filter=Q(state=Delivery.State.BOUNCED)),
        unsubscribed=Count("pk", filter=Q(unsubscribed_at__isnull=False)),
        sure=Count("pk", filter=sure),
        clicked=Count("pk", filter=clicked),
        **measured,
    )


def count(mailing: Mailing, by: str, key: int = 0) -> list[Group]:
    rows = [
        Group(
            str(row["group"] or ""), row["n"], row["came_back"], row["unsubscribed"],
            row.get("measured"), row["sure"], row["clicked"],
        )
        for row in asked(mailing, by, key)
    ]  # fmt: skip
    return safe(rows)


# --- What may be told -----------------------------------------------------------------------------
def safe(groups: Sequence[Group]) -> list[Group]:
    """The large ones, and all others as one that is large, too; nothing where that can't be."""
    rest = Group("", 0)
    named = sorted((each for each in groups if each.name), key=lambda each: (-each.n, each.name))
    told = [each for each in named if each.n >= FEWEST][:SHOWN]
    for each in [*(each for each in groups if not each.name), *named]:
        if each not in told:
            rest += each
    while 0 < rest.n < FEWEST and told:
        rest += told.pop()
    if told and rest.n:
        told.append(rest)
    return _without_few_clicks(told)


def _without_few_clicks(groups: Sequence[Group]) -> list[Group]:
    """Clicks are hidden where few are measured, and in one group more where the hidden ones are few."""
    order = sorted(range(len(groups)), key=lambda at: groups[at].measured or 0)
    hidden: set[int] = set()
    n = 0
    for at in order:
        few = (groups[at].measured or 0) < FEWEST
        if few or 0 < n < FEWEST:
            hidden.add(at)
            n += groups[at].measured or 0
    return [
        replace(each, measured=None, sure=None, clicked=None) if at in hidden else each
        for at, each in enumerate(groups)
    ]


# --- Keeping --------------------------------------------------------------------------------------
def of(mailing: Mailing, by: str, key: int = 0) -> Division | None:
    """A small mailing's as it stands now; what is kept of a large one's. None where nobody asked yet."""
    if mailing.n_deliveries <= SMALL:
        return Division(mailing=mailing, by=by, key=key, groups=_packed(count(mailing, by, key)))
    return Division.objects.filter(mailing=mailing, by=by, key=key).first()


def keep(mailing: Mailing, by: str, key: int = 0) -> None:
    """Count, and keep what may be told. Of a segment that can't be read any more that is nothing."""
    try:
        groups = _packed(count(mailing, by, key))
    except criteria.BadCriteria:
        groups = []
    Division.objects.update_or_create(
        mailing=mailing, by=by, key=key, defaults={"groups": groups, "counted_at": timezone.now()}
    )


def _packed(groups: Sequence[Group]) -> list[list[Any]]:
    return [
        [each.name, each.n, each.came_back, each.unsubscribed, each.measured, each.sure, each.clicked]
        for each in groups
    ]


def groups_of(division: Division) -> list[Group]:
    return [Group(*row) for row in division.groups or []]
