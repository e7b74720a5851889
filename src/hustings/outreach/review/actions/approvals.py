"""Have somebody else look at a mailing before it leaves; say yes to it, or send it back."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as note

from hustings.foundation.accounts.models import User
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review.approvals import notifications, rules
from hustings.outreach.review.models import Approval

log = logging.getLogger(__name__)


@transaction.atomic
def ask_for_approval(*, mailing: Mailing, user: User, note_to_them: str = "") -> Approval:
    """Ask all who may, at once: whoever is first answers."""
    held = _draft(mailing)
    if not may_change(user, held):
        raise Refused(_("You don’t have permission to edit this mailing."))
    if Approval.objects.open().filter(mailing=held).exists():
        raise Refused(_("Approval has already been requested."))
    asked = Approval.objects.create(mailing=held, asked_by=user, note=note_to_them)
    for reviewer in rules.reviewers(held, user):
        notifications.tell.enqueue(asked.pk, reviewer, True)
    log_look("asked", held, user)
    return asked


@transaction.atomic
def approve(*, mailing: Mailing, user: User, seen: str, comment: str = "") -> Approval:
    """Say yes to exactly what ``seen`` is the fingerprint of: refused where it has changed since."""
    held = _draft(mailing)
    asked = _open(held, user)
    typed = held.get_latest_revision_as_object()
    if seen != checks.seen(typed):
        raise Refused(_("The mailing, its segment or the e-mail design has changed. Please review it again."))
    asked.seen, asked.revision = seen, held.latest_revision
    if not held.is_step:  # nobody knows whom it will reach
        asked.n_readers = audience.readers(typed, asked.asked_by or user).count()
    _decide(asked, user, Approval.Verdict.APPROVED, comment)
    return asked


@transaction.atomic
def send_back(*, mailing: Mailing, user: User, comment: str) -> Approval:
    held = _draft(mailing)
    asked = _open(held, user)
    if not comment.strip():
        raise Refused(_("Enter the changes you request."))
    asked.revision = held.latest_revision
    _decide(asked, user, Approval.Verdict.SENT_BACK, comment)
    return asked


def _draft(mailing: Mailing) -> Mailing:
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not held.may_be_written:
        raise Refused(_("This mailing has already been sent."))
    return held


def _open(held: Mailing, user: User) -> Approval:
    asked = Approval.objects.open().filter(mailing=held).select_related("asked_by").first()
    asked = asked or Approval(mailing=held, asked_by=user)  # they may look at it before anybody asks
    if user.pk in rules.writers([held])[held.pk]:
        raise Refused(_("You wrote part of it: someone else must approve it."))
    if not rules.may_review(user, [held], {held.pk: asked.asked_by or user}):
        raise Refused(_("You don’t have permission to send to all its recipients."))
    return asked


def _decide(asked: Approval, user: User, verdict: Approval.Verdict, comment: str) -> None:
    asked.verdict, asked.comment = verdict, comment.strip()
    asked.decided_by, asked.decided_at = user, timezone.now()
    asked.save()
    for reader in {asked.asked_by_id, asked.mailing.user_id} - {user.pk, None}:
        notifications.tell.enqueue(asked.pk, reader, False)
    log_look(verdict, asked.mailing, user)


def log_look(what: str, mailing: Mailing, user: User) -> None:
    """In the history of the mailing, and in the log."""
    note(instance=mailing, action=f"mailing.{what}", user=user)
    log.info("mailing %s mailing=%s user=%s", what, mailing.pk, user.pk)
