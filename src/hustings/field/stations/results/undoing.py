"""Undoing of a file of results: what it replaced comes back, what it brought goes."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.field.stations.models import Result, ResultFile, Station
from hustings.field.stations.results import original, tally

log = logging.getLogger(__name__)
State = ResultFile.State
PIECE = 1_000
_OWN = {Result}  # rows that go with a station


def undo(file_id: int, told: Callable[[int], object] = lambda n: None) -> None:
    """Take back what is left of a file, piece by piece; safe to run again.

    Figures that a newer file has replaced stay as that file says.
    """
    kept = ResultFile.objects.select_related("election").filter(pk=file_id, state=State.UNDOING).first()
    if kept is None:
        return
    while n := _some(kept):
        told(n)
    while n := _some_stations(kept):
        told(n)
    tally.count(kept.election)
    kept.election.contenders.filter(n_votes=0).delete()
    undone = ResultFile.objects.filter(pk=kept.pk, state=State.UNDOING)
    undone.update(state=State.UNDONE, finished_at=timezone.now(), problem="")
    original.forget(kept)
    log.info("results undone file=%s", kept.pk)


@transaction.atomic
def _some(kept: ResultFile) -> int:
    results = list(Result.objects.select_for_update().filter(file=kept).order_by("pk")[:PIECE])
    undone = {kept.pk, *kept.election.files.filter(state=State.UNDONE).values_list("pk", flat=True)}
    back = [result for result in results if _put_back(result, undone)]
    Result.objects.bulk_update(back, ["file", *Result.FIGURES, "before"], batch_size=200)
    Result.objects.filter(pk__in={result.pk for result in results} - {result.pk for result in back}).delete()
    return len(results)


def _put_back(result: Result, undone: set[int]) -> bool:
    """Give it the figures of the file before, or of the one before that, and so on; whether there are any."""
    while result.before:
        result.file_id, figures, result.before = result.before
        if result.file_id not in undone:
            for name, value in zip(Result.FIGURES, figures, strict=True):
                setattr(result, name, value)
            return True
    return False


@transaction.atomic
def _some_stations(kept: ResultFile) -> int:
    """Remove stations that it brought, unless something else says more of them by now."""
    found = list(kept.stations.order_by("pk").values_list("pk", flat=True)[:PIECE])
    used = _used(found)
    Station.objects.filter(pk__in=[pk for pk in found if pk not in used]).delete()
    Station.objects.filter(pk__in=used).update(brought_by=None)
    return len(found)


def _used(keys: list[int]) -> set[int]:
    found: set[int] = set(Result.objects.filter(station__in=keys).values_list("station", flat=True))
    for relation in Station._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            model: Any = relation.related_model
            field: Any = getattr(relation, "field")  # noqa: B009 - only relations have it
            if model not in _OWN:
                named = model._base_manager.filter(**{f"{field.name}__in": keys})
                found.update(named.values_list(field.attname, flat=True))
    return found
