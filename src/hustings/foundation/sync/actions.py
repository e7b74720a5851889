"""Deeds on streams and phones."""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.models import User, hashed
from hustings.foundation.sync import log as entries_log
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.log import Receipt
from hustings.foundation.sync.models import Handset, Stream

log = logging.getLogger(__name__)


class Said(NamedTuple):
    """Words of HQ about one key of a log."""

    key: str
    verb: str
    body: dict[str, Any]


@transaction.atomic
def hand_out(*, stream: Stream, name: str, ends_at: datetime, user: User | None) -> tuple[Handset, str]:
    """Let one more phone write to a stream: the handset, and the link that is shown once.

    The secret stands behind the #, which no browser sends: it reaches no log of a server or proxy.
    """
    secret = secrets.token_urlsafe(24)
    handset = Handset.objects.create(
        stream=stream, name=name, digest=hashed(secret), made_by=user, ends_at=ends_at
    )
    log.info("sync.hand_out stream=%s handset=%s", stream.pk, handset.pk)
    return handset, urljoin(settings.BASE_URL, f"{reverse('phone:start')}#{handset.pk}.{secret}")


@transaction.atomic
def revoke(*, handset: Handset, user: User) -> None:
    """Count nothing more of a phone, and tell it nothing more."""
    Handset.objects.filter(pk=handset.pk, revoked_at=None).update(revoked_at=timezone.now())
    log.info("sync.revoke handset=%s user=%s", handset.pk, user.pk)


@transaction.atomic
def close(*, stream: Stream) -> None:
    """Take only what was noted before now, however late it comes."""
    Stream.objects.filter(pk=stream.pk, closed_at=None).update(closed_at=timezone.now())
    log.info("sync.close stream=%s", stream.pk)


@transaction.atomic
def reopen(*, stream: Stream) -> None:
    """Take what is noted from now on. What came while it was closed keeps its problem."""
    Stream.objects.filter(pk=stream.pk).update(closed_at=None)
    log.info("sync.reopen stream=%s", stream.pk)


def note_as_hq(*, stream: Stream, said: Sequence[Said], user: User) -> Receipt:
    """Note what HQ says, which knows all that has arrived. In a closed log it is of its last moment."""
    hq, now, replica = entries_log.hq_of(stream), timezone.now(), uuid4()
    at = min(now, hq.stream.closed_at or now)
    known = entries_log.known(stream, {each.key for each in said})
    entries = [
        Entry(
            id=uuid4(), replica=replica, n=n, seen=known.get(each.key, {}), key=each.key, verb=each.verb,
            body=each.body, happened_at=at,
        )
        for n, each in enumerate(said, 1)
    ]  # fmt: skip
    return entries_log.append(hq, entries, vouched_by=user)


def rescue(*, handset: Handset, entries: list[Entry], clock_offset: int, user: User) -> Receipt:
    """Take in what a phone could not send: whoever brings the file vouches for it."""
    return entries_log.append(handset, entries, clock_offset=clock_offset, vouched_by=user)


def admit(*, handset: Handset, user: User) -> int:
    """Count what was held back of a phone."""
    return entries_log.admit(handset, vouched_by=user)
