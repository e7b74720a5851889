"""Addresses of deeds on many people, below /hq/people/."""

from typing import Any

from django.urls import path

from hustings.foundation.accounts import access
from hustings.people.changes.actions.operations import DEEDS as STEPS
from hustings.people.changes.forms import bulk_changes
from hustings.people.changes.operations import kinds
from hustings.people.changes.views import edits, operations, tag_merges
from hustings.people.persons.rights import CHANGE_PEOPLE


def _guarded(name: str) -> Any:
    """The page where a deed is begun, for those alone who have the right that it needs besides."""
    kind = kinds.find(name)
    if kind is None or kind.right is CHANGE_PEOPLE:
        return operations.add
    return access.needs(CHANGE_PEOPLE, kind.right)(operations.add)


app_name = "changes"
urlpatterns = [
    path("tags/<key:pk>/merge/", tag_merges.merge, name="tag_merge"),
    path("edits/<key:pk>/undo/", edits.undo, name="edit_undo"),
    path("operations/", operations.listed, name="operations"),
    path("operations/add/", operations.choose, name="operation_choose"),
    *[
        path(
            f"operations/add/{deed.what}/",
            _guarded(deed.kind),
            {"what": deed.what},
            name=f"operation_add_{deed.what}",
        )
        for deed in bulk_changes.all()
    ],
    path("operations/<key:pk>/", operations.detail, name="operation"),
    path("operations/<key:pk>/progress/", operations.progress, name="operation_progress"),
    *[
        path(f"operations/<key:pk>/{what}/", operations.deed, {"what": what}, name=f"operation_{what}")
        for what in STEPS
    ],
]
