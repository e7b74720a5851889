"""Views gathered in each process and added to the day's sums (``foundation.lib.process.counters``)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from hustings.foundation.lib.process.counters import Gathered
from hustings.foundation.lib.sql import sql_inserts
from hustings.site.sharing import counters
from hustings.site.website.audience.views import View, seen
from hustings.site.website.models import Tally

MOST_NAMES = 300  # sites and campaigns of one day that one process tells apart
OTHERS = "…"
Sums = dict[tuple[date, str, str], tuple[int, int]]

_views = Gathered[tuple[date, View]]("website.audience")
_names: dict[tuple[date, str], set[str]] = {}


def note(request: HttpRequest) -> None:
    """Gather one view, if it counts."""
    view = seen(request)
    if view is not None:
        if view.is_entry:  # later pages of the visit carry the words on
            counters.followed(request.META.get("QUERY_STRING", ""))
        _views.note((timezone.localdate(), view))


def fold() -> int:
    """Add what was gathered to the sums; how many rows that touched. What can't be written waits."""
    return _views.fold(_write)


def _write(views: Counter[tuple[date, View]]) -> int:
    found = sorted((*key, *n) for key, n in _sums(views).items())
    _add(found)
    return len(found)


def _sums(gathered: Counter[tuple[date, View]]) -> Sums:
    found: Sums = {}
    for (day, view), n in gathered.items():
        for kind, name in _names_of(day, view):
            views, visits = found.get((day, kind, name), (0, 0))
            found[day, kind, name] = (views + n, visits + n * view.is_entry)
    return found


def _names_of(day: date, view: View) -> Iterable[tuple[str, str]]:
    yield Tally.Kind.PAGE.value, view.path
    yield Tally.Kind.DEVICE.value, view.device
    yield Tally.Kind.LANGUAGE.value, view.language
    if view.is_entry:
        yield Tally.Kind.FROM.value, _bounded(day, "from", view.came_from)
    if view.campaign:
        yield Tally.Kind.CAMPAIGN.value, _bounded(day, "campaign", view.campaign)


def _bounded(day: date, kind: str, name: str) -> str:
    for old in [key for key in _names if key[0] < day]:
        del _names[old]
    known = _names.setdefault((day, kind), set())
    if name not in known and len(known) >= MOST_NAMES:
        return OTHERS
    known.add(name)
    return name


def _add(made: list[tuple[date, str, str, int, int]]) -> None:
    sql_inserts.add_up(Tally, ["day", "kind", "name"], ["n_views", "n_visits"], made)
