"""The undoing of an import: exactly what it wrote goes, while nobody has acted on any of it.

Tables are asked by runs of keys, not by thousands of them. ``_raw_delete`` follows no relation: what still
points at a row, in spite of the check, is an error of the database, and all stays.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import F

from hustings.deliberation.consultations import acted
from hustings.deliberation.consultations.models import Item, ItemKind, Participant, Question, Version
from hustings.deliberation.open_data.files import key_runs
from hustings.deliberation.open_data.files.writing import COUNTED

Run = Sequence[int]  # first and last key
_BATCH = 1_000  # keys of one statement


class Acted(Exception):
    """Somebody voted on it, answered, cited, grouped or ruled: it stays."""


def take_back(keys: Mapping[str, Sequence[Run]]) -> None:
    """Delete what has these keys, in the transaction of whoever calls. Raises Acted."""
    runs = keys.get("items", ())
    mine = set(key_runs.unpacked(runs))
    above: Counter[tuple[int, str]] = Counter()
    for run in runs:
        rows = _pointing(Item, "pk", run).select_for_update(of=("self",))
        for parent, kind, hidden_at in rows.values_list("parent", "kind", "hidden_at"):
            if parent and parent not in mine and not hidden_at:
                above[parent, kind] += 1
        if _is_acted_on(run, mine):
            raise Acted
    for run in runs:
        _pointing(Item, "pk", run).update(version=None)
        _delete(_pointing(Version, "item", run))
        _delete(_pointing(Item, "pk", run))
    for (parent, kind), n in above.items():
        if name := COUNTED.get(ItemKind(kind)):
            Item.objects.filter(pk=parent).update(**{name: F(name) - n})
    for run in keys.get("participants", ()):
        strangers = _pointing(Participant, "pk", run).filter(person=None, barred_at=None)
        _delete_free(strangers, run)
    for run in keys.get("questions", ()):
        _delete_free(_pointing(Question, "pk", run), run)


def _pointing(model: type[models.Model], name: str, run: Run) -> models.QuerySet[Any]:
    first, last = run
    return model._base_manager.filter(**{f"{name}__gte": first, f"{name}__lte": last})


def _delete(rows: models.QuerySet[Any]) -> None:
    rows._raw_delete(rows.db)


def _is_acted_on(run: Run, mine: set[int]) -> bool:
    """Whether a row that came otherwise points at any of these items, or one has new words."""
    if _pointing(Version, "item", run).filter(number__gt=1).exists():
        return True
    for kind, name in acted.relations(Item):
        rows = _pointing(kind, name, run)
        if kind is Item:
            if not mine.issuperset(rows.values_list("pk", flat=True)):
                return True
        elif kind is not Version and rows.exists():
            return True
    return False


def _delete_free(rows: models.QuerySet[Any], run: Run) -> None:
    """Delete those to which nothing points any more: a later import may use them, too."""
    free = set(rows.values_list("pk", flat=True))
    for kind, name in acted.relations(rows.model):
        free.difference_update(_pointing(kind, name, run).values_list(name, flat=True))
    found = sorted(free)
    for at in range(0, len(found), _BATCH):
        _delete(rows.model._base_manager.filter(pk__in=found[at : at + _BATCH]))
