"""How often things are seen and used in other sites' pages: sums by day, thing and listed site.

Views are gathered in each process and written every few seconds, with those of the site's own pages; what was
sent is written at once. A site that is not listed is not counted, so nobody can fill the table with names.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from hustings.embeds.models import Use
from hustings.website.audience.seeing import seen
from hustings.website.models import Audience

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=760)  # 25 months, as the site's own figures
MOST = 5_000  # different sums in memory
Key = tuple[str, str, date, str]  # kind, key, day, host
_views: Counter[Key] = Counter()
_lock = threading.Lock()


def view(request: HttpRequest, kind: str, key: str, host: str) -> None:
    """Gather one, where a reader's browser shows it and views are counted at all."""
    if not host or seen(request) is None or not Audience.is_counting():
        return
    found = (kind, key, timezone.localdate(), host)
    with _lock:
        if found in _views or len(_views) < MOST:
            _views[found] += 1


def act(kind: str, key: str, host: str) -> None:
    """Count one form that was sent."""
    if host:
        _add([(kind, key, timezone.localdate(), host, 0, 1)])


def fold() -> int:
    """Write what was gathered; how many rows that touched. What can't be written waits."""
    with _lock:
        gathered = Counter(_views)
        _views.clear()
    if not gathered:
        return 0
    try:
        with transaction.atomic():
            _add(
                (*key, n, 0) for key, n in sorted(gathered.items())
            )  # in one order: no two wait for each other
    except DatabaseError:
        log.warning("embeds.views kept for later views=%s", gathered.total())
        with _lock:
            _views.update(gathered)
        return 0
    return len(gathered)


def _add(rows: Iterable[tuple[str, str, date, str, int, int]]) -> None:
    table = Use._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (kind, key, day, host, n_views, n_acts) VALUES (%s, %s, %s, %s, %s, %s) "  # noqa: S608 - our own name
            "ON CONFLICT (kind, key, day, host) DO UPDATE SET "
            f"n_views = {table}.n_views + excluded.n_views, n_acts = {table}.n_acts + excluded.n_acts",
            list(rows),
        )


def forget() -> int:
    """Delete sums older than 25 months."""
    n_gone, _each = Use.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).delete()
    log.info("embeds.uses forgotten n=%s", n_gone)
    return n_gone
