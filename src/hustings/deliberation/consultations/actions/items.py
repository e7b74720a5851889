"""Write, edit and take back what stands in a consultation."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from hustings.deliberation.consultations import leftovers, refusals, tasks, webhook_events
from hustings.deliberation.consultations.actions import votes
from hustings.deliberation.consultations.actions.announcements import announce
from hustings.deliberation.consultations.announcements import edited
from hustings.deliberation.consultations.models import (
    Item,
    ItemKind,
    Participant,
    Phase,
    Question,
    Version,
    Vote,
)
from hustings.deliberation.consultations.models.items import BESIDE, UNARGUED, digest
from hustings.deliberation.consultations.public import source_checks
from hustings.deliberation.wording import typos
from hustings.foundation.lib.sql import write_turns
from hustings.foundation.webhooks import outbox
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
PAUSE = timedelta(minutes=30)  # before voters are told: authors edit again
_COUNTERS = {
    ItemKind.FOR: "n_for", ItemKind.AGAINST: "n_against", ItemKind.SOURCE: "n_sources",
    ItemKind.AMENDMENT: "n_amendments",
}  # fmt: skip


def post(
    *,
    participant: Participant,
    kind: str,
    phase: Phase,
    title: str = "",
    text: str,
    question: Question | None = None,
    parent: Item | None = None,
    data: dict[str, Any] | None = None,
) -> Item:
    """Write an item with its first version, shown at once. Raises Barred, Gone, NotOpen, TooMany."""
    with write_turns.turn(), transaction.atomic():
        _refuse(participant, kind, phase, parent)
        made = add(
            phase=phase, kind=kind, title=title, text=text, participant=participant, question=question,
            parent=parent, data=data, zone=participant.zone_id,
        )  # fmt: skip
        if kind == ItemKind.SOURCE:
            tasks.check_source.enqueue(made.pk)
        elif kind not in BESIDE:
            outbox.tell(webhook_events.PUBLISHED, made.pk)
    log.info("consultations.post item=%s kind=%s", made.pk, kind)
    return made


def add(
    *,
    phase: Phase,
    kind: str,
    text: str,
    title: str = "",
    participant: Participant | None = None,
    question: Question | None = None,
    parent: Item | None = None,
    data: dict[str, Any] | None = None,
    zone: int | None = None,
    **columns: Any,
) -> Item:
    """An item with its first version, by anybody, whatever the rules. In the caller's transaction."""
    made = Item.objects.create(
        consultation_id=phase.consultation_id, phase=phase, kind=kind, participant=participant, parent=parent,
        question=question or (parent.question if parent else None), data=data or {}, zone_id=zone,
        language=get_language() or settings.LANGUAGE_CODE, **columns,
    )  # fmt: skip
    made.version = Version.objects.create(
        item=made, title=title, text=text, digest=digest(title, text, data), participant=participant,
        made_at=made.posted_at,
    )  # fmt: skip
    made.save(update_fields=["version"])
    count(made, 1)
    return made


def _refuse(participant: Participant, kind: str, phase: Phase, parent: Item | None) -> None:
    if participant.barred_at:
        raise refusals.Barred
    if parent and not parent.is_live:
        raise refusals.Gone
    if not phase.is_open() or not _takes(phase, kind) or (parent and not _stands_below(kind, parent)):
        raise refusals.NotOpen
    _refuse_many(participant, phase)


def _refuse_many(participant: Participant, phase: Phase) -> None:
    """Refuse a flood: new words for an old text count as much as a new one."""
    since = timezone.now() - timedelta(hours=1)
    texts = Version.objects.filter(participant=participant, made_at__gt=since)
    if texts.count() >= phase.consultation.items_per_hour:
        raise refusals.TooMany


def _takes(phase: Phase, kind: str) -> bool:
    if kind in (ItemKind.FOR, ItemKind.AGAINST, ItemKind.COMMENT):
        return phase.takes_arguments
    if kind == ItemKind.SOURCE:
        return phase.takes_sources
    return phase.takes_reports if kind == ItemKind.REPORT else phase.takes_items


def _stands_below(kind: str, parent: Item) -> bool:
    """Whether an item of this kind can be written beneath ``parent``."""
    if kind == ItemKind.COMMENT:
        return parent.kind == ItemKind.SENTENCE
    return kind not in BESIDE or parent.kind not in UNARGUED


def count(item: Item, n: int) -> None:
    """Count an item that came, was hidden or came back (``n``: 1 or −1) with what it stands below."""
    name = _COUNTERS.get(ItemKind(item.kind))
    if name and item.parent_id and (item.kind in BESIDE or item.kind == ItemKind.AMENDMENT):
        Item.objects.filter(pk=item.parent_id).update(**{name: F(name) + n})


def edit(
    *, item: Item, title: str, text: str, why: str = "", participant: Participant | None = None
) -> Version:
    """Give the item other words: the next version. Votes stay where they were cast.

    Where spelling alone changed, they go along; else voters are told if its author (``participant``) did it.
    Raises Barred, Gone, NotOpen, TooMany.
    """
    with write_turns.turn(), transaction.atomic():
        found = (
            Item.objects.select_related("phase__consultation").select_for_update(of=("self",)).get(pk=item.pk)
        )
        before = found.version
        if not found.is_live or before is None:
            raise refusals.Gone
        if participant and (found.participant_id != participant.pk or not found.phase.is_open()):
            raise refusals.NotOpen
        if participant and participant.barred_at:
            raise refusals.Barred
        if (before.title, before.text) == (title, text):
            return before
        if participant:
            _refuse_many(participant, found.phase)
        is_typo = typos.refusal(f"{before.title}\n{before.text}", f"{title}\n{text}") is None
        made = Version.objects.create(
            item=found, number=before.number + 1, title=title, text=text, why=why, is_typo=is_typo,
            digest=digest(title, text, source_checks.voted_on(found.data)), participant=participant,
        )  # fmt: skip
        found.version, found.checked_at = made, None if participant else made.made_at
        found.save(update_fields=["version", "checked_at"])
        if is_typo:
            votes.carry_all(found, before, made)
        elif participant and Vote.objects.filter(version__item=found).exists():
            announce(kind=edited.NAME, subject=made.pk, consultation=found.consultation_id, pause=PAUSE)
    log.info("consultations.edit item=%s version=%s", found.pk, made.number)
    return made


def take_back(*, item: Item, participant: Participant) -> None:
    """Take back what one wrote: it is shown no more; what others answered to it is. Raises Gone."""
    with write_turns.turn(), transaction.atomic():
        found = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if found.participant_id != participant.pk or not found.is_live:
            raise refusals.Gone
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        count(found, -1)
        for kept in leftovers.leftovers.all():
            kept.drop(found.pk)
        site_version.renew()
        if found.kind not in BESIDE:
            outbox.tell(webhook_events.WITHDRAWN, found.pk, contribution={"id": found.pk})
    log.info("consultations.take_back item=%s", found.pk)


def take_back_all(participant: Participant) -> None:
    """Take back all that a voice wrote; what is hidden leaves the bin. In the caller's transaction."""
    for item in participant.items.live():
        take_back(item=item, participant=participant)
    for pk in participant.items.filter(withdrawn_at=None).values_list("pk", flat=True):
        for kept in leftovers.leftovers.all():
            kept.drop(pk)
    participant.items.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
