"""Send, hold, go on, end."""

import logging
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as note

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.elections.rights import WAIVE_RULES
from hustings.outreach.automations.models import Sequence
from hustings.outreach.bounces.models import Alarm
from hustings.outreach.delivery import tasks as tasks_delivery
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import NotSent, because
from hustings.outreach.dispatch import kickoff, redraft, tasks
from hustings.outreach.mailings import look_snapshot, mandates
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.publication import published
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.preflight import results as checks
from hustings.outreach.preflight.findings import Finding
from hustings.outreach.review.approvals import rules
from hustings.outreach.review.models import Precaution

log = logging.getLogger(__name__)


NEVERTHELESS = "mailing.nevertheless"  # in the history
TAKEN = ["state", "criteria", "conditions", "look", "label", "sent_by", "pressed", "problem", "problem_said"]


class Stopped(Refused):
    """A check stops it; ``findings`` are all that do."""

    def __init__(self, findings: list[Finding]) -> None:
        words = _("This mailing can’t be sent yet: %(why)s")
        super().__init__(words % {"why": findings[0].whole})
        self.findings = findings


@transaction.atomic
def send(
    *,
    mailing: Mailing,
    user: User,
    pressed: str = Mailing.Pressed.LEFT_OUT,
    nevertheless: Collection[Finding] = (),
) -> Mailing:
    """Send a draft to its readers in the zones where ``user`` may send, after the time to undo.

    Criteria, look and label are copied: later changes touch nothing. ``pressed``: what becomes of people with
    enough mail; ``nevertheless``: warnings shown, to be written down.
    """
    held = take(mailing, user, pressed, nevertheless)
    held.state, held.started_at, held.moved_at = Mailing.State.QUEUEING, timezone.now(), timezone.now()
    grace = Precaution.current().grace
    held.leaves_at = held.started_at + timedelta(seconds=grace) if grace else None
    held.save(update_fields=[*TAKEN, "started_at", "moved_at", "leaves_at"])
    mailing.refresh_from_db()
    kickoff.start(mailing)
    tasks.call_queue(mailing)
    log.info("mailing sent mailing=%s user=%s", mailing.pk, user.pk)
    return mailing


def take(mailing: Mailing, user: User, pressed: str, nevertheless: Collection[Finding] = ()) -> Mailing:
    """The draft, held, with all that leaves or is planned to; ``TAKEN`` is to be saved."""
    if not mandates.may_send(user, mailing):
        raise Refused(_("You don’t have permission to send mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not held.is_draft:
        raise Refused(_("This mailing has already been sent."))
    if held.is_step:
        raise Refused(_("This message is part of a sequence: it is sent once the sequence starts."))
    if pressed == Mailing.Pressed.IGNORED and not access.everywhere(user, WAIVE_RULES):
        raise Refused(_("Only a director can exceed the limit of e-mails per person."))
    held, _survey = published(held, user)
    if found := checks.stops(held, user):
        raise Stopped(found)
    if nevertheless:
        _note(held, user, nevertheless)
    look_snapshot.keep(held)
    held.criteria, held.sent_by, held.pressed = held.asks_for, user, pressed
    held.problem = held.problem_said = ""
    if rules.lacks(held, user, rules.fingerprint(held)):
        raise Refused(_("This mailing needs approval from someone else first."))
    return held


def _note(held: Mailing, user: User, nevertheless: Collection[Finding]) -> None:
    """Who let it leave in spite of which warnings: its history shows it."""
    said = {"checks": [one.check for one in nevertheless], "warnings": [one.whole for one in nevertheless]}
    note(held, NEVERTHELESS, user=user, data=said)
    log.info("mailing sent nevertheless mailing=%s user=%s checks=%s", held.pk, user.pk, said["checks"])


@transaction.atomic
def undo(*, mailing: Mailing, user: User) -> None:
    """Make a draft again of what was sent, as long as nothing of it may have left."""
    if not access.may(user, SEND_MAILINGS):
        raise Refused(_("You don’t have permission to send mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if held.is_draft:
        raise Refused(_("This mailing is already a draft."))
    if not redraft.redraft(held):
        raise Refused(_("Too late to undo: e-mails are being sent. You can pause or cancel."))
    mailing.refresh_from_db()
    log.info("mailing undone mailing=%s user=%s", mailing.pk, user.pk)


@transaction.atomic
def pause(*, mailing: Mailing, user: User) -> None:
    """Hold what has not left yet."""
    _move(mailing, user, Mailing.MOVING, Mailing.State.PAUSED)


@transaction.atomic
def resume(*, mailing: Mailing, user: User) -> None:
    """Go on where it stopped; not where it was stopped by an alarm that nobody has answered."""
    if Alarm.objects.filter(mailing=mailing, waived_at=None).exists():
        raise Refused(_("Paused by an alert: a director must decide."))
    if mailing.is_step and not Sequence.objects.filter(steps__mailing=mailing, state="running").exists():
        raise Refused(_("This message is part of a sequence that isn’t running."))
    state = Mailing.State.SENDING if mailing.queued_at else Mailing.State.QUEUEING
    _move(mailing, user, [Mailing.State.PAUSED], state)
    if not mailing.queued_at:
        _answer_for(mailing, user)
    if not mailing.started_at:  # planned, and held at its hour
        _begin_late(mailing)
    if not mailing.queued_at:
        tasks.call_queue(mailing)
    tasks_delivery.call(mailing)


def _answer_for(mailing: Mailing, user: User) -> None:
    """It goes where the one may send who let it leave; where they no longer may, where ``user`` may."""
    if not mailing.sent_by or not mandates.may_send(mailing.sent_by, mailing):
        mailing.sent_by = user
        mailing.save(update_fields=["sent_by"])


def _begin_late(mailing: Mailing) -> None:
    mailing.started_at = timezone.now()
    mailing.save(update_fields=["started_at"])
    kickoff.start(mailing)


@transaction.atomic
def cancel(*, mailing: Mailing, user: User) -> None:
    """Let nothing more leave, for good."""
    if mailing.is_step:
        raise Refused(_("This message is part of a sequence: remove its step, or end the sequence."))
    open_ = [*Mailing.MOVING, Mailing.State.PAUSED, Mailing.State.SCHEDULED]
    _move(mailing, user, open_, Mailing.State.CANCELLED)
    Mailing.objects.filter(pk=mailing.pk).update(finished_at=timezone.now())
    waiting = mailing.deliveries.filter(  # workers part with what they hold
        state__in=[Delivery.State.HELD, Delivery.State.QUEUED]
    )
    waiting.update(state=Delivery.State.SKIPPED, **because(NotSent.CANCELLED), carrier=None)


def _move(mailing: Mailing, user: User, before: Iterable[str], after: Mailing.State) -> None:
    if not access.may(user, SEND_MAILINGS):
        raise Refused(_("You don’t have permission to send mailings."))
    found = Mailing.objects.filter(pk=mailing.pk, state__in=list(before))
    if not found.update(state=after, problem="", problem_said="", moved_at=timezone.now()):
        raise Refused(_("This can’t be done any more: the mailing’s status has changed."))
    mailing.refresh_from_db()
    log.info("mailing %s mailing=%s user=%s", after, mailing.pk, user.pk)
