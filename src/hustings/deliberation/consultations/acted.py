"""Check whether anybody did something with items: voted, argued, amended, reported, answered, cited."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F

from hustings.deliberation.consultations.models import Item, Version


def on(items: Collection[int], but: Collection[type[models.Model]] = ()) -> bool:
    """Whether a row points at any of these items; ``but``: kinds of rows that came with them."""
    if _voted_elsewhere(items):
        return True
    own = {Version, *but}
    for relation in Item._meta.get_fields(include_hidden=True):
        if not (
            relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        ):
            continue
        kind: Any = relation.related_model
        name = relation.field.name  # type: ignore[union-attr] # a relation
        if kind not in own and kind._base_manager.filter(**{f"{name}__in": items}).exists():
            return True
    return False


def _voted_elsewhere(items: Collection[int]) -> bool:
    """Whether counts were brought along without their votes."""
    counted = Version.objects.annotate(n=F("n_agree") + F("n_mixed") + F("n_disagree") + F("n_pass"))
    return counted.filter(item__in=items, n__gt=0).exists()
