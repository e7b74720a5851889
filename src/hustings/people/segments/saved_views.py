"""Saved views of the list: which there are, which is open, and what of an address is kept."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from hustings.people.segments import list_columns
from hustings.people.segments.models import FirstView, SavedView

MOST = 100  # seen by one user
OFFERED = 8  # above the list; the others on a page of their own
KEPT = ("q", "zone", "zone_id", "tag", "consent", "email", "segment", "order")


def of(user: Any) -> list[SavedView]:
    """One's own and the shared ones; ``is_first`` is true of the one that the list begins with."""
    first = FirstView.objects.filter(user=user, view=OuterRef("pk"))
    return list(SavedView.objects.visible_to(user).annotate(is_first=Exists(first))[:MOST])


def opened(asked: QueryDict, kept: list[SavedView]) -> tuple[QueryDict, SavedView | None]:
    """What is asked for, and by which view. A view named alone is shown as it was saved."""
    view = next((one for one in kept if str(one.pk) == asked.get("view")), None)
    if not asked:
        view = next((one for one in kept if one.is_first), None)  # type: ignore[attr-defined]
    words = asked.copy()
    if view and set(asked) <= {"view"}:
        words = QueryDict(view.query, mutable=True)
        words.setlist("col", view.columns)
        words["view"] = str(view.pk)
    return words, view


def plain(asked: QueryDict) -> tuple[str, list[str]]:
    """Filters and order as a view keeps them, and the names of the columns."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if value := asked.get(name, "").strip():
            kept[name] = value
    return kept.urlencode(), list(dict.fromkeys(asked.getlist("col")))[: list_columns.MOST]
