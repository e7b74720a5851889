"""The log of who looked at held mail and did what: it's other people's mail."""

import logging
from datetime import timedelta

from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.text.jsons import plain
from hustings.security.incidents.models import Incident, Look

log = logging.getLogger(__name__)
_ONCE_IN = timedelta(minutes=10)  # the same look again within so long is no other look


def note(
    *, user: User | None, what: str, incident: Incident | None = None, about: str = "", address: str = ""
) -> None:
    """Write a line."""
    Look.objects.create(
        user=user, what=what, incident=incident, about=plain(about)[:300], address=address or None
    )
    log.info("incidents.%s user=%s incident=%s", what, user and user.pk, incident and incident.pk)


def note_look(
    *, user: User, what: str, incident: Incident | None, about: str = "", address: str = ""
) -> None:
    """Write a line of somebody who only looks, unless they did so a moment ago."""
    lately = Look.objects.filter(
        user=user, what=what, incident=incident, about=about[:300], at__gt=timezone.now() - _ONCE_IN
    )
    if not lately.exists():
        note(user=user, what=what, incident=incident, about=about, address=address)
