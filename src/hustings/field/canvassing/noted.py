"""Results in the logs of walk lists that count: not those that somebody took back or corrected.

Nearly all doors have none of either, so the database counts these, and the rules see the rest.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Value,
)

from hustings.field.canvassing import rules
from hustings.foundation.sync.models import LoggedEntry

_SECOND = Value(timedelta(seconds=1), DurationField())
_SHIFT = ExpressionWrapper(F("clock_offset") * _SECOND, DurationField())
AT = ExpressionWrapper(F("happened_at") + _SHIFT, DateTimeField())  # as ``LoggedEntry.at``


def plain(streams: Any) -> QuerySet[LoggedEntry]:
    """Results at doors of which nobody took anything back."""
    return _counting(streams).exclude(_is_mended()).filter(verb__in=rules.RESULTS).order_by()


def mended(streams: Any) -> Collection[LoggedEntry]:
    """Results that stand at the other doors."""
    rows = _counting(streams).filter(_is_mended()).select_related("handset")
    doors: dict[tuple[int, str], list[LoggedEntry]] = {}
    for entry in rows.order_by("pos"):
        doors.setdefault((entry.stream_id, entry.key), []).append(entry)
    found = []
    for entries in doors.values():
        stand = {op.id for op in rules.standing(rules.logged(entry) for entry in entries)}
        found += [each for each in entries if each.verb in rules.RESULTS and str(each.pk) in stand]
    return found


def _counting(streams: Any) -> QuerySet[LoggedEntry]:
    return LoggedEntry.objects.filter(stream__in=streams, pos__isnull=False, problem="")


def _is_mended() -> Exists:
    same = {"stream": OuterRef("stream"), "key": OuterRef("key")}
    return Exists(LoggedEntry.objects.filter(**same, pos__isnull=False, problem="", body__has_key="of"))
