"""Deeds on elections, hours and exceptions. Each has what waits looked at anew."""

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts import actions as accounts
from hustings.foundation.accounts.models import LogEntry, User
from hustings.foundation.elections import changes
from hustings.foundation.elections.models import Election, Exemption, OwnHours
from hustings.foundation.elections.rights import WAIVE_RULES
from hustings.foundation.territories.models import Zone

log = logging.getLogger(__name__)


class NotAllowed(Exception):
    """The user may not do that; the message says why."""


class InUse(Exception):
    """Something stands on this election; the message says what."""


@transaction.atomic
def save_election(
    *,
    election: Election | None = None,
    name: str,
    kind: str,
    days: Iterable[date],
    elsewhere: Mapping[date, Mapping[str, date]] | None = None,
    zones: Iterable[Zone] = (),
) -> Election:
    """Enter an election, or change one. ``elsewhere``: by round, the days of zones that a decree names."""
    election = election or Election()
    election.name, election.kind = name, kind
    election.save()
    election.zones.set(zones)
    election.rounds.all().delete()
    for day in days:
        others = {code: on.isoformat() for code, on in (elsewhere or {}).get(day, {}).items()}
        election.rounds.create(on=day, elsewhere=others)
    changes.tell()
    log.info("election saved election=%s", election.pk)
    return election


@transaction.atomic
def remove_election(*, election: Election) -> None:
    """Keep no silence for it any more; InUse where candidates stand at it."""
    pk = election.pk
    try:
        with transaction.atomic():
            election.delete()
    except ProtectedError as protected:
        what = {str(thing._meta.verbose_name_plural) for thing in protected.protected_objects}
        words = _("This election can’t be deleted: it has %(what)s. Delete those first, or change its dates.")
        raise InUse(words % {"what": ", ".join(sorted(what))}) from protected
    log.info("election removed election=%s", pk)
    changes.tell()


@transaction.atomic
def keep_hours(*, channel: str, days: Mapping[str, str]) -> None:
    """Keep hours of our own for a channel; none where the days from Monday to Friday are empty."""
    if days["weekdays"].strip():
        OwnHours.objects.update_or_create(channel=channel, defaults=dict(days))
    else:
        OwnHours.objects.filter(channel=channel).delete()
    changes.tell()
    log.info("own hours channel=%s", channel)


@transaction.atomic
def allow(
    *,
    user: User,
    why: str,
    until: datetime,
    since: datetime | None = None,
    rules: Iterable[str] = (),
    channels: Iterable[str] = (),
    zones: Iterable[Zone] = (),
) -> Exemption:
    """Let rules wait until a moment. It is written into the security log, and shown while it lasts."""
    _refuse_others(user)
    made = Exemption.objects.create(
        user=user, who=user.get_full_name(), why=why, since=since or timezone.now(), until=until,
        rules=sorted(rules), channels=sorted(channels),
    )  # fmt: skip
    made.zones.set(zones)
    accounts.log(kind=LogEntry.Kind.EXEMPTED, subject=user, actor=user, exemption=made.pk, detail=why)
    changes.tell()
    return made


@transaction.atomic
def end(*, exemption: Exemption, user: User) -> None:
    """Let the rules hold again at once."""
    _refuse_others(user)
    live = Exemption.objects.filter(pk=exemption.pk, ended_at=None)
    if live.update(ended_at=timezone.now(), ended_by=user):
        kind = LogEntry.Kind.EXEMPTION_ENDED
        accounts.log(
            kind=kind, subject=exemption.user, actor=user, exemption=exemption.pk, detail=exemption.why
        )
        changes.tell()


def _refuse_others(user: User) -> None:
    if not access.everywhere(user, WAIVE_RULES):
        raise NotAllowed(_("You don’t have the right to make exceptions. Ask a director."))
