"""Statements in HQ, for the walk over all views."""

from typing import Any

from hustings.deliberation.consultations.models import Kind
from tests.cast.deliberation.consultations.fixtures import opened


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A step of statements of the whole campaign."""
    return {"opinions_hq:statements": [opened(kind=Kind.STATEMENTS).pk]}
