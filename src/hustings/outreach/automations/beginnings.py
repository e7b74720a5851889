"""Beginnings: which operations on many people begin a sequence; the others bring nobody in."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from hustings.people.changes import starts
from hustings.people.persons.models import Activity, Operation

LATE = timedelta(minutes=5)  # a chunk may have begun before a look at a segment, and ended after it


def name_of(sequence: int) -> str:
    """As an operation keeps it."""
    return f"sequence:{sequence}"


def numbers(names: list[str]) -> list[int]:
    """The sequences among such names."""
    found = [name.removeprefix("sequence:") for name in names if name.startswith("sequence:")]
    return [int(number) for number in found if number.isdecimal()]


def since(sequence: int, at: datetime) -> tuple[list[int], list[int]]:
    """Operations that did something after a moment: those that begin the sequence, and the others."""
    lately = Q(finished_at__gte=at) | Q(undone_at__gte=at)  # undoing puts tags and values back
    lately |= Q(state__in=[*Operation.BUSY, Operation.State.PAUSED])
    begin: list[int] = []
    others: list[int] = []
    for operation in Operation.objects.filter(lately).only("choices"):
        (begin if name_of(sequence) in starts.of(operation) else others).append(operation.pk)
    return begin, others


def may_bring(sequence: int, at: datetime) -> Q:
    """Causes by hand or of an operation that begins the sequence; for a filter of rows with it."""
    return Q(operation=None) | Q(operation__in=since(sequence, at)[0])


def touched_by(operations: list[int], at: datetime) -> Exists:
    """Whether they did something to a person after a moment; for a filter of people."""
    return Exists(_lines(operations, at))


def latest(operations: list[int], at: datetime) -> Subquery:
    """The one that did something to a person last; a column of people."""
    return Subquery(_lines(operations, at).order_by("-happened_at", "-pk").values("operation")[:1])


def _lines(operations: list[int], at: datetime) -> QuerySet[Activity]:
    return Activity.objects.filter(operation__in=operations, happened_at__gte=at, person=OuterRef("pk"))
