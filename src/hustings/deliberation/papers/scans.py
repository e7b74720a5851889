"""Scans of sheets that erased people wrote: they show handwriting and names, and go."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from hustings.deliberation.consultations.people import voices
from hustings.deliberation.papers.models import Paper


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Delete the scans of what they wrote; the files once the transaction has ended."""
    mine = voices.of(people, keys)
    for paper in Paper.objects.filter(item__participant__in=mine).exclude(scan=""):
        drop(paper)


def drop_of(item: int) -> None:
    """Delete the scan of an item that its author takes back."""
    for paper in Paper.objects.filter(item=item):
        drop(paper)


def drop(paper: Paper) -> None:
    """Delete a scan; the file once the transaction has ended."""
    if paper.scan:
        transaction.on_commit(partial(paper.scan.storage.delete, str(paper.scan.name)))
        Paper.objects.filter(pk=paper.pk).update(scan="")
