"""Send, hold, go on, end."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.accounts import access
from hustings.accounts.models import User
from hustings.accounts.roles import Right
from hustings.campaigns.models import Campaign
from hustings.mailing import conditions, letter, tasks
from hustings.mailing.measuring import plans
from hustings.mailing.merge import BadMerge
from hustings.mailing.models import Alarm, Delivery, Mailing, Sequence
from hustings.mailing.trials import dealing

log = logging.getLogger(__name__)


class Refused(Exception):
    """The mailing can't do that now; the message says why."""


@transaction.atomic
def send(*, mailing: Mailing, user: User) -> Mailing:
    """Send a draft to its readers in the zones where ``user`` may send.

    What was typed last is what leaves. The segment's criteria are copied: a change to it later changes
    nothing for this mailing.
    """
    if not access.may(user, Right.SEND_MAILINGS):
        raise Refused(_("You may not send mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not held.is_draft:
        raise Refused(_("This mailing has been sent already."))
    if held.is_step:
        raise Refused(_("It is a letter of a sequence: it leaves once the sequence is started."))
    held, survey = approve(held, user)
    held.state, held.criteria, held.sent_by = Mailing.State.QUEUEING, held.asks_for, user
    held.started_at, held.problem = timezone.now(), ""
    held.save(update_fields=["state", "criteria", "conditions", "sent_by", "started_at", "problem"])
    mailing.refresh_from_db()
    plans.begin(mailing, survey.targets, Campaign.current())
    dealing.begin(mailing)
    tasks.queue.enqueue(mailing.pk)
    log.info("mailing sent mailing=%s user=%s", mailing.pk, user.pk)
    return mailing


def approve(held: Mailing, user: User) -> tuple[Mailing, letter.Survey]:
    """The mailing with what was typed last, published, and what it holds; its conditions are to be saved."""
    held = _published(held, user)
    try:
        survey = letter.survey(held)
        held.conditions = conditions.of(survey.segments)
    except (BadMerge, conditions.Gone) as bad:
        raise Refused(_("The mailing can’t leave like this: look at its checks.")) from bad
    return held, survey


def _published(held: Mailing, user: User) -> Mailing:
    if held.live and not held.has_unpublished_changes:
        return held
    revision = held.latest_revision or held.save_revision(user=user, clean=False, changed=False)
    revision.publish(user=user, skip_permission_checks=True)
    return Mailing.objects.get(pk=held.pk)


@transaction.atomic
def pause(*, mailing: Mailing, user: User) -> None:
    """Hold what has not left yet."""
    _move(mailing, user, Mailing.MOVING, Mailing.State.PAUSED)


@transaction.atomic
def resume(*, mailing: Mailing, user: User) -> None:
    """Go on where it stopped; not where it was stopped by an alarm that nobody has answered."""
    if Alarm.objects.filter(mailing=mailing, waived_at=None).exists():
        raise Refused(_("It was paused by an alarm: a director decides."))
    if mailing.is_step and not Sequence.objects.filter(steps__mailing=mailing, state="running").exists():
        raise Refused(_("It is a letter of a sequence that does not run."))
    state = Mailing.State.SENDING if mailing.queued_at else Mailing.State.QUEUEING
    _move(mailing, user, [Mailing.State.PAUSED], state)
    if not mailing.queued_at:
        tasks.queue.enqueue(mailing.pk)
    tasks.call(mailing)


@transaction.atomic
def cancel(*, mailing: Mailing, user: User) -> None:
    """Let nothing more leave, for good."""
    if mailing.is_step:
        raise Refused(_("It is a letter of a sequence: take its step out, or end the sequence."))
    _move(mailing, user, [*Mailing.MOVING, Mailing.State.PAUSED], Mailing.State.CANCELLED)
    Mailing.objects.filter(pk=mailing.pk).update(finished_at=timezone.now())
    waiting = mailing.deliveries.filter(  # workers part with what they hold
        state__in=[Delivery.State.HELD, Delivery.State.QUEUED]
    )
    waiting.update(
        state=Delivery.State.SKIPPED, reason=gettext_noop("The mailing was cancelled"), carrier=None
    )


def _move(mailing: Mailing, user: User, before: Iterable[str], after: Mailing.State) -> None:
    if not access.may(user, Right.SEND_MAILINGS):
        raise Refused(_("You may not send mailings."))
    found = Mailing.objects.filter(pk=mailing.pk, state__in=list(before))
    if not found.update(state=after, problem=""):
        raise Refused(_("The mailing is not in a state for that any more."))
    mailing.refresh_from_db()
    log.info("mailing %s mailing=%s user=%s", after, mailing.pk, user.pk)
