"""Scans of sheets that erased people wrote: they show handwriting and names, and go."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from hustings.deliberation.consultations.models import Paper


def forget(participants: Iterable[int]) -> None:
    """Delete the scans of what these voices wrote; the files once the transaction has ended."""
    for paper in Paper.objects.filter(item__participant__in=participants).exclude(scan=""):
        transaction.on_commit(partial(paper.scan.storage.delete, str(paper.scan.name)))
        Paper.objects.filter(pk=paper.pk).update(scan="")
