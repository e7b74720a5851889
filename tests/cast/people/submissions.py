"""Deeds on what a visitor typed, as its mailed links do them."""

from typing import Any

from hustings.people.signups.actions import links
from hustings.people.signups.kinds import SubmissionKind, kinds


def _kind(row: Any) -> SubmissionKind:
    return next(kind for kind in kinds.all() if isinstance(row, kind.model))


def confirm(row: Any) -> Any:
    kind = _kind(row)
    return links.confirm(kind=kind, find=lambda: kind.locked(row.pk))


def withdraw(row: Any) -> bool:
    return links.withdraw(kind=_kind(row), pk=row.pk)


def disown(row: Any) -> None:
    links.disown(kind=_kind(row), pk=row.pk)
