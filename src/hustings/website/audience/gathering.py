"""Views gathered in each process and added to the day's sums every few seconds, by one statement.

A process that is killed loses what it gathered since: some seconds. A view costs no question of the database.
"""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from hustings.sharing import counting
from hustings.website.audience.seeing import View, seen
from hustings.website.models import Tally

log = logging.getLogger(__name__)
SECONDS = 5.0
MOST = 5_000  # different views in memory; more of them come from somebody who makes them up
MOST_NAMES = 300  # sites and campaigns of one day that one process tells apart
OTHERS = "…"
_AT_ONCE = 500  # rows in one statement
Sums = dict[tuple[date, str, str], tuple[int, int]]

_others: list[Callable[[], object]] = [counting.fold]
_views: Counter[tuple[date, View]] = Counter()
_names: dict[tuple[date, str], set[str]] = {}
_lock = threading.Lock()
_started = threading.Event()


def note(request: HttpRequest) -> None:
    """Gather one view, if it counts."""
    view = seen(request)
    if view is None:
        return
    counting.followed(request.META.get("QUERY_STRING", ""))
    key = (timezone.localdate(), view)
    with _lock:
        if key in _views or len(_views) < MOST:
            _views[key] += 1


def register(fold: Callable[[], object]) -> None:
    """Have ``fold()`` write what another app gathered, as often as views are. Called once, at start."""
    if fold not in _others:
        _others.append(fold)


def fold() -> int:
    """Add what was gathered to the sums; how many rows that touched. What can't be written waits."""
    with _lock:
        gathered = Counter(_views)
        _views.clear()
    if not gathered:
        return 0
    try:
        # In one order: no two processes wait for each other.
        rows = sorted((*key, *n) for key, n in _sums(gathered).items())
        with transaction.atomic():  # all of it or nothing, or what waits would be added twice
            for start in range(0, len(rows), _AT_ONCE):
                _add(rows[start : start + _AT_ONCE])
    except DatabaseError:
        log.warning("website.audience kept for later views=%s", gathered.total())
        with _lock:
            _views.update(gathered)
        return 0
    return len(rows)


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
    """The name, or that of all others where somebody makes up ever new ones."""
    for old in [key for key in _names if key[0] < day]:
        del _names[old]
    known = _names.setdefault((day, kind), set())
    if name not in known and len(known) >= MOST_NAMES:
        return OTHERS
    known.add(name)
    return name


def _add(rows: list[tuple[date, str, str, int, int]]) -> None:
    table = Tally._meta.db_table
    places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (day, kind, name, n_views, n_visits) VALUES {places} "  # noqa: S608 - our own name
            "ON CONFLICT (day, kind, name) DO UPDATE SET "
            f"n_views = {table}.n_views + excluded.n_views, n_visits = {table}.n_visits + excluded.n_visits",
            [cell for row in rows for cell in row],
        )


def start() -> None:
    """Fold again and again from now on, and once more at the end. Called once in each process that serves."""
    if not _started.is_set():
        _started.set()
        threading.Thread(target=_go_on, name="audience", daemon=True).start()
        atexit.register(fold)
        for other in _others:
            atexit.register(other)


def _go_on() -> None:
    while True:
        threading.Event().wait(SECONDS)
        close_old_connections()
        for each in (fold, *_others):
            try:
                each()
            except Exception:  # a thread that ends would count no more
                log.exception("website.audience")
