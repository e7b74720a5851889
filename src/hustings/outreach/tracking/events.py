"""Write down that somebody asked for a link or the picture, while they wait for what they asked for."""

import hmac
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from hustings.foundation.lib.web import client_address
from hustings.outreach.emails.tracking_urls import Named
from hustings.outreach.tracking import bots
from hustings.outreach.tracking.models import TrackingEvent

log = logging.getLogger(__name__)
PATIENCE = 250  # milliseconds: a click less in the count is better than a reader who waits


def note(request: HttpRequest, named: Named, link: int) -> bool:
    """Keep it for the next folding; False where the database is too busy, which is no reason to fail."""
    try:
        with _impatient(), transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            TrackingEvent.objects.create(
                mailing=named.mailing,
                delivery=named.delivery,
                version=named.version,
                link=link,
                sign=bots.sign(request),
                visitor=_visitor(request, named.mailing),
            )
    except DatabaseError as error:
        log.warning("touch lost mailing=%s link=%s why=%s", named.mailing, link, type(error).__name__)
        return False
    return True


@contextmanager
def _impatient() -> Iterator[None]:
    """SQLite has one writer at a time, and waits twenty seconds for its turn unless told."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        usual = int(settings.DATABASES["default"]["OPTIONS"]["timeout"] * 1000)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _visitor(request: HttpRequest, mailing: int) -> int:
    """A mark of who clicks everything at once: of nobody, for a mailing and day, gone within minutes."""
    network = client_address.network(request.META, settings.TRUSTED_PROXIES)
    agent = request.headers.get("User-Agent", "")
    seen = f"{mailing} {timezone.now():%Y-%m-%d} {network} {agent}".encode()
    return int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), b"visitor " + seen, "sha256")[:7])
