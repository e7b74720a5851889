"""Deeds on files of addresses: take one, start it, undo it, forget it."""

import gzip
import logging
import secrets
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.addresses import tasks
from hustings.field.addresses.files import blocks, reading
from hustings.field.addresses.models import AddressFile
from hustings.foundation.file_imports.source.encodings import Unreadable

__all__ = ["NotNow", "Unreadable", "forget", "forget_old", "start", "take", "undo"]
log = logging.getLogger(__name__)
State = AddressFile.State
_GZIP, _PIECE = b"\x1f\x8b", 1 << 20


class NotNow(Exception):
    """The file can't be run or undone as it is; the message says why."""


def take(*, file: IO[bytes], name: str, user: Any) -> AddressFile:
    """Keep a file and have it checked; Unreadable says what is wrong with it as a whole."""
    with _unpacked(file) as plain:
        made = reading.look(plain)
        made.file_name, made.user = name[-200:], user
        made.n_parts = blocks.n_parts(made.n_lines)
        plain.seek(0)
        path = f"addresses/{secrets.token_urlsafe(12)}.csv"
        made.path = storages[reading.STORAGE].save(path, File(plain))
    with transaction.atomic():
        made.save()
        tasks.run_address_file.enqueue(made.pk)
    log.info("addresses.file %s taken: %s, %s lines", made.pk, made.source, made.n_lines)
    return made


@contextmanager
def _unpacked(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file itself, or what is in it where it is gzip, as the national ones are; none too large."""
    too_large = _("The file is larger than %(most)d MB. Split it.") % {"most": settings.IMPORT_LIMIT // 10**6}
    if file.seek(0, 2) > settings.IMPORT_LIMIT:
        raise Unreadable(too_large)
    file.seek(0)
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    if not is_packed:
        yield file
        return
    with tempfile.TemporaryFile() as plain:
        try:
            with gzip.open(file) as packed:
                while piece := packed.read(_PIECE):
                    if plain.tell() + len(piece) > settings.IMPORT_LIMIT:
                        raise Unreadable(too_large)
                    plain.write(piece)
        except (OSError, EOFError, zlib.error) as broken:
            raise Unreadable(_("This compressed file is damaged. Download it again.")) from broken
        plain.seek(0)
        yield plain


@transaction.atomic
def start(*, file: AddressFile, skip_bad: bool = False) -> None:
    """Have a checked file written, or go on after a fault."""
    now = _now(file)
    if now.state not in {State.CHECKED, State.FAILED} or (now.state == State.FAILED and not now.failed_at):
        raise NotNow(_("This file was already imported, or is being imported."))
    if now.n_refused and not skip_bad and now.state == State.CHECKED:
        raise NotNow(_("Some lines have errors. Correct the file, or choose to skip them."))
    _begin(now, State(now.failed_at or State.WRITING), is_new=now.state == State.CHECKED)


@transaction.atomic
def undo(*, file: AddressFile) -> None:
    """Take back what a file did, but for what somebody has changed or visited since."""
    now = _now(file)
    if not now.may_undo:
        raise NotNow(_("There is nothing to undo."))
    _begin(now, State.UNDOING, is_new=True)


def _begin(now: AddressFile, state: str, *, is_new: bool) -> None:
    now.state, now.problem, now.failed_at = state, "", ""
    if is_new:
        now.at_part, now.at_key, now.n_done = 0, "", 0
    now.save(update_fields=["state", "problem", "failed_at", "at_part", "at_key", "n_done"])
    tasks.run_address_file.enqueue(now.pk)
    log.info("addresses.file %s begins: %s", now.pk, state)


def forget(*, file: AddressFile) -> None:
    """Delete a file and its lines. What it wrote stays, and can't be taken back together any more."""
    with transaction.atomic():
        now = _now(file)
        if now.is_busy:
            raise NotNow(_("This file is being imported. Wait until it has finished."))
        now.delete()
    if now.path:
        storages[reading.STORAGE].delete(now.path)
    log.info("addresses.file %s forgotten", file.pk)


def forget_old() -> None:
    """Forget files after as many days as those of people are kept."""
    before = timezone.now() - timedelta(days=settings.IMPORT_DAYS)
    for file in AddressFile.objects.filter(made_at__lt=before).exclude(state__in=AddressFile.BUSY):
        forget(file=file)


def _now(file: AddressFile) -> AddressFile:
    return AddressFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
