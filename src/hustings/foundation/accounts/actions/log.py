"""The security log."""

import logging
from typing import Any

from django.db import transaction

from hustings.foundation.accounts.models import LogEntry, User

logger = logging.getLogger(__name__)


def log(
    *,
    kind: LogEntry.Kind,
    subject: User | None,
    actor: User | None = None,
    address: str = "",
    **data: Any,
) -> LogEntry:
    """Write a line: ``actor`` (None: the command line, or nobody known) did this to ``subject``."""
    entry = LogEntry.objects.create(
        kind=kind, subject=subject, actor=actor, address=address or None, data=data
    )
    said = ("accounts.%s subject=%s actor=%s", kind, subject and subject.pk, actor and actor.pk)
    transaction.on_commit(lambda: logger.info(*said))  # on a full disk it comes to nothing
    return entry
