"""Plan when a mailing leaves; change that, or take it back."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.delivery import send_windows
from hustings.outreach.dispatch import redraft, tasks
from hustings.outreach.dispatch.actions.send import TAKEN, take
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.preflight.findings import Finding

log = logging.getLogger(__name__)
State = Mailing.State


@transaction.atomic
def schedule(
    *,
    mailing: Mailing,
    user: User,
    at: datetime,
    clock: str = Mailing.Clock.OURS,
    pressed: str = Mailing.Pressed.LEFT_OUT,
    nevertheless: Sequence[Finding] = (),
) -> Mailing:
    """Have a draft leave at a moment, or at that hour by each reader's clock. Readers are found then."""
    _refuse_past(at)
    held = take(mailing, user, pressed, nevertheless)
    held.state, held.send_at, held.clock, held.moved_at = State.SCHEDULED, at, clock, timezone.now()
    held.save(update_fields=[*TAKEN, "send_at", "clock", "moved_at"])
    mailing.refresh_from_db()
    _call(mailing)
    log.info("mailing planned mailing=%s user=%s at=%s clock=%s", mailing.pk, user.pk, at.isoformat(), clock)
    return mailing


@transaction.atomic
def reschedule(*, mailing: Mailing, user: User, at: datetime, clock: str) -> None:
    """Another moment, for one that has not begun."""
    _refuse_past(at)
    now = timezone.now()
    _change(
        mailing,
        user,
        send_at=at,
        clock=clock,
        state=State.SCHEDULED,
        moved_at=now,
        problem="",
        problem_said="",
    )
    _call(mailing)


@transaction.atomic
def unschedule(*, mailing: Mailing, user: User) -> None:
    _change(mailing, user, **redraft.AS_DRAFT)


def _change(mailing: Mailing, user: User, **fields: object) -> None:
    if not access.may(user, SEND_MAILINGS):
        raise Refused(_("You don’t have permission to send mailings."))
    planned = Mailing.objects.filter(pk=mailing.pk, started_at=None, send_at__isnull=False)
    if not planned.filter(state__in=[State.SCHEDULED, State.PAUSED]).update(**fields):
        raise Refused(_("Sending has started or was cancelled: the time can’t be changed any more."))
    mailing.refresh_from_db()
    log.info("mailing plan changed mailing=%s user=%s state=%s", mailing.pk, user.pk, mailing.state)


def _refuse_past(at: datetime) -> None:
    if at <= timezone.now():
        raise Refused(_("This time has passed: choose a later one."))


def _call(mailing: Mailing) -> None:
    assert mailing.send_at
    tasks.begin.using(run_after=max(send_windows.starts_at(mailing), timezone.now())).enqueue(mailing.pk)
