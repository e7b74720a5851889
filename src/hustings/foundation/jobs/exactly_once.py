"""Deeds outside of the database that may take long, such as handing over a mail.

No transaction stays open meanwhile: on SQLite it would hold up all who write. A row says that somebody is at
it; that of a killed worker lapses, and the deed is done again: twice is better than never.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from hustings.foundation.jobs.models import OnceRecord

LEASE = timedelta(minutes=4)  # longer than a mail server may take for one mail
KEPT = timedelta(days=60)
Row = TypeVar("Row", bound=Model)


class Busy(Exception):
    """Somebody is at it, or was until a moment ago. The task is tried again later."""


@contextmanager
def alone(key: str) -> Iterator[None]:
    """Nobody else does ``key`` meanwhile, or Busy. Whether it is still to be done, the caller's row says."""
    token = _claim(key)
    try:
        yield
    finally:
        OnceRecord.objects.filter(key=key, token=token).delete()


def mail_once(key: str, unmailed: QuerySet[Row], send: Callable[[Row], object]) -> bool:
    """Send the one row of ``unmailed`` and mark it; False where none is. An error leaves it unmailed."""
    with alone(key):
        row = unmailed.first()
        if row is None:
            return False
        send(row)
        unmailed.update(mailed_at=timezone.now())
        return True


@contextmanager
def once(key: str) -> Iterator[bool]:
    """The same where no other row says so: False once it was done. An error lets the next one begin."""
    token = _claim(key)
    if token is None:
        yield False
        return
    mine = OnceRecord.objects.filter(key=key, token=token)
    try:
        yield True
    except BaseException:
        mine.delete()
        raise
    mine.update(done_at=timezone.now())


def _claim(key: str) -> str | None:
    """Our own token, None where it was done; refused inside a transaction."""
    token = uuid4().hex
    with transaction.atomic(durable=True):
        made = OnceRecord(key=key, token=token, until=Now() + LEASE)
        OnceRecord.objects.bulk_create([made], ignore_conflicts=True)
        there = OnceRecord.objects.filter(key=key).first()
        if there and there.token == token:
            return token
        if there and there.done_at:
            return None
        lapsed = OnceRecord.objects.filter(key=key, done_at=None, until__lt=Now())
        if lapsed.update(token=token, until=Now() + LEASE):
            return token
    raise Busy(key)


def forget_old() -> int:
    """Those that nobody asks for any more; how many."""
    return OnceRecord.objects.filter(until__lt=timezone.now() - KEPT).delete()[0]
