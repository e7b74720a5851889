"""Many rows away at once, with all that hangs on them, without signals and ``delete()``.

``QuerySet.delete()`` loads every row since Wagtail listens to deletions.
"""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models.deletion import get_candidate_relations_to_delete


def remove(model: type[models.Model], keys: Collection[Any]) -> int:
    """Delete some thousand rows and what points to them (CASCADE, SET_NULL); ProtectedError for PROTECT."""
    if not keys:
        return 0
    relations: Any = get_candidate_relations_to_delete(model._meta)
    for relation in relations:
        _release(relation.field, keys)
    rows = model._base_manager.filter(pk__in=keys)
    return rows._raw_delete(rows.db)


def _release(field: Any, keys: Collection[Any]) -> None:
    child: type[models.Model] = field.model
    pointing = child._base_manager.filter(**{f"{field.name}__in": keys})
    on_delete = field.remote_field.on_delete
    if on_delete is models.DO_NOTHING:
        return
    if on_delete is models.SET_NULL:
        pointing.update(**{field.name: None})
    elif on_delete is models.CASCADE:
        if any(True for _relation in get_candidate_relations_to_delete(child._meta)):
            remove(child, list(pointing.values_list("pk", flat=True)))
        else:
            pointing._raw_delete(pointing.db)
    elif found := list(pointing[:3]):
        raise models.ProtectedError(f"{field} forbids it", set(found))
