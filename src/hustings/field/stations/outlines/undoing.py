"""Undoing of a file of outlines: what it replaced comes back, what it brought goes."""

from django.db import transaction

from hustings.field.stations.models import Outline, OutlineFile
from hustings.field.stations.outlines import shapes
from hustings.foundation.file_imports.uploads import run
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.lib.sql import bulk

PIECE = 500


def undo(file: OutlineFile, told: Told) -> None:
    """Take back what is left of a file; outlines that a newer one has replaced stay. Safe to run again."""
    while n := _some(file):
        told(n)


@transaction.atomic
def _some(file: OutlineFile) -> int:
    now = run.locked(file)
    rows = list(Outline.objects.select_for_update().filter(file=file).order_by("pk")[:PIECE])
    files = OutlineFile.objects.exclude(pk=file.pk).exclude(state=OutlineFile.State.UNDONE)
    standing = {None, *files.values_list("pk", flat=True)}
    back = [one for one in rows if _put_back(one, standing)]
    names = ["file", *Outline.FIGURES, "before"]
    bulk.update(Outline, names, ([one.pk, one.file_id, *one.figures, one.before] for one in back))
    Outline.objects.filter(pk__in={one.pk for one in rows} - {one.pk for one in back}).delete()
    file.n_done = now.n_done + len(rows)
    file.save(update_fields=["n_done"])
    return len(rows)


def _put_back(one: Outline, standing: set[int | None]) -> bool:
    """Give it the shape of the file before, or of the one before that, and so on; whether there is any."""
    while one.before:
        one.file_id, one.shape, one.before = one.before
        if one.file_id in standing:
            one.west, one.south, one.east, one.north = shapes.bounds(one.shape)
            return True
    return False
