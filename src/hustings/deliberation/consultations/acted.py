"""Check whether anybody did something with items: voted, argued, amended, reported, answered, cited."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models
from django.db.models import F

from hustings.deliberation.consultations.models import Item, Version


def on(items: Collection[int], but: Collection[type[models.Model]] = ()) -> bool:
    """Whether a row points at any of these items; ``but``: kinds of rows that came with them."""
    if _voted_elsewhere(items):
        return True
    own = {Version, *but}
    return any(
        kind not in own and kind._base_manager.filter(**{f"{name}__in": items}).exists()
        for kind, name in relations(Item)
    )


def relations(model: type[models.Model]) -> Iterator[tuple[Any, str]]:
    """Tables that point at rows of ``model``, with the name of the field that does."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.name  # type: ignore[union-attr] # a relation


def _voted_elsewhere(items: Collection[int]) -> bool:
    """Whether counts were brought along without their votes."""
    counted = Version.objects.annotate(n=F("n_agree") + F("n_mixed") + F("n_disagree") + F("n_pass"))
    return counted.filter(item__in=items, n__gt=0).exists()
