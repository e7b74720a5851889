"""Moderate after publication: keep, hide, restore; appeals that another moderator decides; bar a voice."""

import logging

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Item, Participant
from hustings.deliberation.consultations.models.items import BESIDE
from hustings.deliberation.moderation import tasks, webhook_events
from hustings.deliberation.moderation.models import HIDING, Ruling, Verdict
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.foundation.webhooks import outbox
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class Settled(Exception):
    """Another moderator decided meanwhile, or it stands like that already."""


class SameModerator(Exception):
    """Whoever hid an item doesn't decide about the appeal."""


class NoReason(Exception):
    """Nothing is hidden without a reason."""


def rule(*, item: Item, verdict: str, reason: str = "", words: str = "", user: User) -> Ruling | None:
    """Decide about an item, its reports and its appeal; None: it was looked at, and nothing said against it.

    To keep what is hidden and appealed is to dismiss the appeal.
    Raises Gone, NoReason, SameModerator, Settled.
    """
    with write_turns.turn(), transaction.atomic():
        found = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if found.withdrawn_at or found.version_id is None:
            raise refusals.Gone
        appealed = Ruling.objects.appealed().filter(item=found).order_by("-pk").first()
        if appealed and appealed.user_id == user.pk:
            raise SameModerator
        if found.hidden_at and verdict == Verdict.KEEP and appealed:
            verdict, reason = appealed.verdict, appealed.reason
        elif found.hidden_at is not None:
            _refuse_same(found, verdict)
        elif verdict == Verdict.RESTORE:
            raise Settled
        if verdict in HIDING and not reason:
            raise NoReason
        made = _write(found, verdict, reason, words, user, appealed)
    log.info("moderation.rule item=%s verdict=%s user=%s", found.pk, verdict, user.pk)
    return made


def _refuse_same(item: Item, verdict: str) -> None:
    """Refuse to hide again what is hidden in the same way."""
    last = item.rulings.filter(verdict__in=HIDING).order_by("-pk").first()
    if verdict == Verdict.KEEP or (last and last.verdict == verdict):
        raise Settled


def _write(
    item: Item, verdict: str, reason: str, words: str, user: User, appealed: Ruling | None
) -> Ruling | None:
    assert item.version_id
    now = timezone.now()
    n_reports = item.reports.filter(settled_at=None).update(settled_at=now)
    was_hidden = item.hidden_at is not None
    item.checked_at = now
    if verdict in HIDING:
        item.hidden_at = item.hidden_at or now
    elif verdict == Verdict.RESTORE:
        item.hidden_at = None
    item.save(update_fields=["checked_at", "hidden_at"])
    if was_hidden != (item.hidden_at is not None):
        items.count(item, 1 if was_hidden else -1)
        site_version.renew()
        _tell(item)
    if verdict == Verdict.KEEP and not n_reports:
        return None
    made = Ruling.objects.create(
        consultation_id=item.consultation_id, item=item, version_id=item.version_id, verdict=verdict,
        reason=reason if verdict in HIDING else "", words=words, user=user, answers=appealed,
        mailed_at=now if verdict == Verdict.KEEP or item.participant_id is None else None,
    )  # fmt: skip
    if made.mailed_at is None:
        tasks.tell_author.enqueue(made.pk)
    return made


def _tell(item: Item) -> None:
    """Tell webhooks; they know of nothing that stands below others."""
    if item.kind in BESIDE:
        return
    if item.hidden_at:
        outbox.tell(webhook_events.HIDDEN, item.pk, contribution={"id": item.pk})
    else:
        outbox.tell(webhook_events.RESTORED, item.pk)


def may_appeal(ruling: Ruling) -> bool:
    """Whether its author may appeal, once: it hides the item, and is no answer to an appeal."""
    item = ruling.item
    is_first = ruling.appealed_at is None and ruling.answers_id is None and ruling.verdict in HIDING
    last = item.rulings.filter(verdict__in=HIDING).order_by("-pk").first()
    return is_first and item.hidden_at is not None and item.withdrawn_at is None and last == ruling


def appeal(*, ruling: Ruling, words: str) -> bool:
    """Ask for another moderator's decision; False where that isn't possible, or was done."""
    with write_turns.turn(), transaction.atomic():
        found = Ruling.objects.select_for_update(of=("self",)).select_related("item").get(pk=ruling.pk)
        if not may_appeal(found):
            return False
        found.appeal, found.appealed_at = words, timezone.now()
        found.save(update_fields=["appeal", "appealed_at"])
    log.info("moderation.appeal ruling=%s", found.pk)
    return True


@transaction.atomic
def bar(*, participants: list[int], consultation: int, why: str = "", user: User) -> int:
    """Have them write and vote no more in this consultation; what they did stays. How many."""
    rows = Participant.objects.filter(pk__in=participants, consultation=consultation, barred_at=None)
    n = rows.update(barred_at=timezone.now(), barred_by=user, barred_why=why)
    log.info("moderation.bar consultation=%s n=%s user=%s", consultation, n, user.pk)
    return n


@transaction.atomic
def unbar(*, participants: list[int], consultation: int, user: User) -> int:
    """Let them take part again; how many."""
    rows = Participant.objects.filter(pk__in=participants, consultation=consultation)
    n = rows.exclude(barred_at=None).update(barred_at=None, barred_by=None, barred_why="")
    log.info("moderation.unbar consultation=%s n=%s user=%s", consultation, n, user.pk)
    return n
