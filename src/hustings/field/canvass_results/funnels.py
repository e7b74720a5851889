"""Funnels: from doors of walk lists to conversations and people. Three queries for any number of lists."""

from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.canvassing import rules
from hustings.field.canvassing.models import DoorContact, DoorResult, WalkList
from hustings.foundation.lib.display import charts, proportions

_OWN = Q(counted_with="", is_parted=False)  # a door of its own
_ANSWERED = (rules.COME_BACK, rules.REFUSED, rules.TALKED, rules.NO_RETURN)
_COUNTS = {
    "added": Q(is_added=True),
    "gone": ~Q(counted_with="") | Q(is_parted=True),
    "visited": _OWN & ~Q(code=rules.OPEN),
    "knocked": _OWN & ~Q(code__in=(rules.OPEN, rules.NO_ACCESS)),
    "opened": _OWN & (Q(code__in=_ANSWERED) | Q(n_talks__gt=0)),
    "talked": _OWN & Q(n_talks__gt=0),
}


class Funnel(NamedTuple):
    """Doors, each step of those before, and the people who left their contact details."""

    doors: int = 0
    visited: int = 0
    knocked: int = 0
    opened: int = 0
    talked: int = 0
    contacts: int = 0


STEPS = {
    "doors": gettext_lazy("Doors"), "visited": gettext_lazy("Visited"),
    "knocked": gettext_lazy("Knocked"), "opened": gettext_lazy("Opened"),
    "talked": gettext_lazy("Conversations"), "contacts": pgettext_lazy("doors", "Contacts"),
}  # fmt: skip


def by(field: str, lists: QuerySet[WalkList]) -> dict[Any, Funnel]:
    """One for each value of a field of the lists, such as ``plan``, in which each door counts once."""
    lists = lists.order_by()
    is_once = field == "plan"
    counted = Q(turf__isnull=False) if is_once else Q()
    listed = dict(lists.values_list(field).annotate(n=Sum("n_doors", filter=counted, default=0)))
    of_door = "key" if is_once else "pk"
    counts = {name: Count(of_door, filter=which, distinct=is_once) for name, which in _COUNTS.items()}
    of = {"walk_list__in": lists.values("pk")}
    rows = DoorResult.objects.filter(**of).order_by().values(f"walk_list__{field}").annotate(**counts)
    noted = {row.pop(f"walk_list__{field}"): row for row in rows}
    left = DoorContact.objects.filter(**of).order_by().values_list(f"walk_list__{field}")
    contacts = dict(left.annotate(n=Count("pk")))
    return {key: _funnel(n, noted.get(key, {}), contacts.get(key, 0)) for key, n in listed.items()}


def _funnel(n: int, noted: dict[str, int], contacts: int) -> Funnel:
    doors = n + noted.get("added", 0) - noted.get("gone", 0)
    steps = {name: n for name, n in noted.items() if name in STEPS}
    return Funnel(doors=doors, contacts=contacts, **steps)


def chart(funnel: Funnel) -> SafeString:
    """Bars on one scale, with their numbers."""
    points = [(str(STEPS[name]), n) for name, n in funnel._asdict().items()]
    return charts.ranks(points, label=_("From door to conversation"), headings=(_("Step"), _("Total")))


def rates(funnel: Funnel) -> list[tuple[str, int, str]]:
    """Each step in words, its number, and what share of the step before it is."""
    found = [(str(STEPS[name]), n) for name, n in funnel._asdict().items()]
    befores = [0, *(n for _name, n in found)]
    return [
        (name, n, proportions.percent(n / before) if before else "")
        for (name, n), before in zip(found, befores, strict=False)
    ]
