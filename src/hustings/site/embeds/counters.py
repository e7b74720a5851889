"""Embeds seen and used: sums by day, thing and listed site; others could fill the table with names."""

import logging
from collections import Counter
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone

from hustings.foundation.lib.process.counters import Gathered
from hustings.foundation.lib.sql import sql_inserts
from hustings.site.embeds.models import Use
from hustings.site.website.audience.views import seen
from hustings.site.website.models import Audience

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=760)  # 25 months, as the site's own figures
Key = tuple[str, str, date, str]  # kind, key, day, host
_views = Gathered[Key]("embeds.views")


def view(request: HttpRequest, kind: str, key: str, host: str) -> None:
    if host and seen(request) is not None and Audience.is_counting():
        _views.note((kind, key, timezone.localdate(), host))


def act(kind: str, key: str, host: str) -> None:
    if host:
        _add([(kind, key, timezone.localdate(), host, 0, 1)])


def fold() -> int:
    """Write what was gathered; how many rows that touched. What can't be written waits."""
    return _views.fold(_write)


def _write(views: Counter[Key]) -> int:
    _add([(*key, n, 0) for key, n in sorted(views.items())])
    return len(views)


def _add(made: list[tuple[str, str, date, str, int, int]]) -> None:
    sql_inserts.add_up(Use, ["kind", "key", "day", "host"], ["n_views", "n_acts"], made)


def forget() -> int:
    """Delete sums older than 25 months."""
    n_gone, _each = Use.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).delete()
    log.info("embeds.uses forgotten n=%s", n_gone)
    return n_gone
