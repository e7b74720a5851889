"""Undoing of a file of results: what it replaced comes back, what it brought goes."""

from django.db import transaction

from hustings.field.stations import entering
from hustings.field.stations.models import Result, ResultFile, Station
from hustings.field.stations.results import tally
from hustings.foundation.file_imports.uploads import run
from hustings.foundation.file_imports.uploads.kinds import Told

State = ResultFile.State
PIECE = 1_000


def undo(file: ResultFile, told: Told) -> None:
    """Take back what is left of a file, piece by piece; safe to run again.

    Figures that a newer file has replaced stay as that file says.
    """
    while n := _some(file):
        told(n)
    while n := _some_stations(file):
        told(n)
    tally.count(file.election)
    file.election.contenders.filter(n_votes=0).delete()


@transaction.atomic
def _some(file: ResultFile) -> int:
    now = run.locked(file)
    results = list(Result.objects.select_for_update().filter(file=file).order_by("pk")[:PIECE])
    undone = {file.pk, *file.election.files.filter(state=State.UNDONE).values_list("pk", flat=True)}
    back = [result for result in results if _put_back(result, undone)]
    Result.objects.bulk_update(back, ["file", *Result.FIGURES, "before"], batch_size=200)
    Result.objects.filter(pk__in={result.pk for result in results} - {result.pk for result in back}).delete()
    file.n_done = now.n_done + len(results)
    file.save(update_fields=["n_done"])
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
def _some_stations(file: ResultFile) -> int:
    """Remove stations that it brought, unless something else says more of them by now."""
    found = list(file.stations.order_by("pk").values_list("pk", flat=True)[:PIECE])
    kept = entering.leave(found)
    Station.objects.filter(pk__in=kept).update(brought_by=None)
    return len(found)
