"""Reports out of a mailbox, by IMAP, left unread and unmoved; the place moves on with the rows."""

import logging
import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from hustings.foundation.jobs import is_stopping
from hustings.outreach.bounces.mailbox_settings import Place
from hustings.outreach.bounces.mailboxes import Trouble, opened
from hustings.security.domains import report_reader
from hustings.security.domains.models import Reading

log = logging.getLogger(__name__)
_SLICE = 45.0  # seconds: it comes again


def read_all() -> None:
    """Read every mailbox of the settings. One that fails holds up no other, and is named in HQ."""
    for url in settings.REPORT_MAILBOXES:
        place = Place.read(url)
        problem = ""
        try:
            read(place)
        except (Trouble, IMAPClientError, OSError) as error:
            problem = (str(error) or type(error).__name__)[:300]
            log.warning("mailbox of reports %s: %s", place, problem)
        Reading.objects.update_or_create(
            name=str(place), defaults={"problem": problem, "read_at": timezone.now()}
        )


def read(place: Place) -> int:
    """Read what is new in a folder; how many reports were new."""
    ends_at, n = time.monotonic() + _SLICE, 0
    with opened(place) as client:
        told = client.select_folder(place.folder, readonly=True)
        row = _row(place, int(told[b"UIDVALIDITY"]))
        for uid in sorted(uid for uid in client.search(["UID", f"{row.read_to + 1}:*"]) if uid > row.read_to):
            n += _read_one(client, row, uid)
            if is_stopping() or time.monotonic() > ends_at:
                break
    return n


def _row(place: Place, validity: int) -> Reading:
    """How far it was read; from the start where its numbers have changed."""
    row = Reading.objects.get_or_create(name=str(place))[0]
    if row.validity != validity:
        row.validity, row.read_to = validity, 0
        row.save(update_fields=["validity", "read_to"])
    return row


def _read_one(client: IMAPClient, row: Reading, uid: int) -> int:
    size = client.fetch([uid], ["RFC822.SIZE"]).get(uid, {}).get(b"RFC822.SIZE", 0)
    raw = b""
    if int(size) <= report_reader.SIZE:
        data = client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {})
        raw = next((value for name, value in data.items() if name.startswith(b"BODY[")), b"") or b""
    with transaction.atomic():
        n = _take_in(raw)
        Reading.objects.filter(pk=row.pk, validity=row.validity).update(read_to=uid)
    return n


def _take_in(raw: bytes) -> int:
    """Take reports in; pass over all that is none, or about somebody else's domain."""
    try:
        return report_reader.take_in(raw)[1] if raw else 0
    except report_reader.NoReport as refused:
        log.info("domains.report refused: %s", type(refused).__name__)
        return 0
    except report_reader.NotOurs as stranger:
        log.info("domains.report about no domain of ours: %s", stranger.domain)
        return 0
