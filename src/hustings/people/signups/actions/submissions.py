"""Keep what a visitor typed, once, and queue the mail with the link."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from hustings.foundation.lib.sql import sql_inserts
from hustings.people.signups import kinds, recognition
from hustings.people.signups.actions import links
from hustings.people.signups.models import Submission
from hustings.people.signups.tasks import send_link, send_notice

log = logging.getLogger(__name__)
WINDOW = timedelta(hours=1)
MAILS_PER_ADDRESS = 3  # of one kind in the window: nobody's mailbox is flooded through our forms


class TooMany(Exception):
    """This visitor has sent the form for many people within the hour."""


def refuse_many(row: Submission, **mailbox: Any) -> int:
    """How many of its kind went to this mailbox within the hour: its address, or what ``mailbox`` names.

    Raises TooMany where as many came from its network.
    """
    recent = type(row)._default_manager.filter(asked_at__gt=timezone.now() - WINDOW)
    if row.visitor and recent.filter(visitor=row.visitor).count() >= settings.SIGN_UPS_PER_HOUR:
        raise TooMany("Too many forms from one network within an hour.")
    return recent.filter(**(mailbox or {"key": row.key})).count()


def keep(row: Submission, beside: Callable[[], object] = lambda: None) -> bool:
    """Whether it was new: its form's key is there but once, whoever sends it twice and at the same moment.

    Of somebody recognised it counts at once, and ``stands`` is the row that does.

    ``beside`` goes into the same transaction. Whatever counts and refuses has run before it, so that the only
    writer of SQLite is held shortly.
    """
    kind = kinds.of(row)
    name = kind.name

    def follow() -> None:
        beside()
        if not recognition.counts_at_once(kind, row):
            send_link.enqueue(name, row.pk)
            return
        row.stands = links.confirm(kind=kind, find=lambda: kind.locked(row.pk))
        if row.stands.pk == row.pk and not row.known.is_open:
            send_notice.enqueue(name, row.pk)

    if not sql_inserts.add_once(row, "form_key", follow):
        log.info("submission sent twice: done once")
        return False
    log.info("submission asked kind=%s id=%s", name, row.pk)
    return True
