"""Rows of notices: written once each, before any is sent."""

from collections.abc import Collection
from typing import Any

from hustings.field.registrations.models import Notice


def write(
    registrations: Collection[int], kind: str, about: str, was: dict[str, Any] | None = None
) -> list[int]:
    """Those that are not there yet; the keys of what was written, each to be mailed."""
    said = Notice.objects.filter(registration__in=registrations, kind=kind, about=about)
    there = set(said.values_list("registration", flat=True))
    fresh = [pk for pk in registrations if pk not in there]
    rows = [Notice(registration_id=pk, kind=kind, about=about, was=was or {}) for pk in fresh]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return list(said.filter(registration__in=fresh).values_list("pk", flat=True)) if fresh else []
