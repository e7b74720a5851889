"""Rows that others refer to."""

from collections.abc import Collection
from typing import Any

from django.db import models


def referred(
    owner: type[models.Model], keys: list[Any], but: Collection[type[models.Model]] = ()
) -> set[Any]:
    """Which of these rows others refer to, without those of some models: a query for each relation."""
    found: set[Any] = set()
    for relation in owner._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            model: Any = relation.related_model
            field: Any = getattr(relation, "field")  # noqa: B009 - only relations have it
            if model not in but:
                named = model._base_manager.filter(**{f"{field.name}__in": keys}).order_by()
                found.update(named.values_list(field.attname, flat=True))
    return found
