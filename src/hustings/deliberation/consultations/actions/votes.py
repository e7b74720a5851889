"""Vote on a version, change one's mind, take the vote back, carry it over to a later version."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import CHOICES, Item, Participant, Version, Vote
from hustings.foundation.lib.sql import write_turns

log = logging.getLogger(__name__)


def vote(*, participant: Participant, version: int, choice: str) -> Vote | None:
    """Have the voice say ``choice`` of a version, by number of its row; an empty choice takes its vote back.

    Counters change in the same transaction: they are exact whenever it ends. Raises Changed, Gone, NotOpen.
    """
    with write_turns.turn(), transaction.atomic():
        found = _read(participant, version, choice)
        _lock(participant)
        before = Vote.objects.filter(version=found, participant=participant).first()
        if before and before.choice == choice and not before.set_aside_at:
            return before
        gone = {before.choice: -1} if before and not before.set_aside_at else {}
        stands = _write(before, found, participant, choice)
        count(found.pk, gone, {choice: 1} if choice else {}, _set_aside(found, participant))
    log.info("consultations.vote version=%s", version)
    return stands


def _read(participant: Participant, version: int, choice: str) -> Version:
    found = (
        Version.objects.select_related("item__phase__consultation")
        .filter(pk=version, item__consultation=participant.consultation_id)
        .first()
    )
    if found is None or not found.item.is_live:
        raise refusals.Gone
    phase = found.item.phase
    if participant.barred_at:
        raise refusals.Barred
    if not phase.is_open() or (choice and choice not in CHOICES[phase.ballot]):
        raise refusals.NotOpen
    if found.item.version_id != found.pk:
        raise refusals.Changed
    return found


def _lock(participant: Participant) -> None:
    """One act of a voice at a time; SQLite has one of all."""
    Participant.objects.select_for_update(no_key=True).only("pk").get(pk=participant.pk)


def _write(before: Vote | None, version: Version, participant: Participant, choice: str) -> Vote | None:
    if before and not choice:
        before.delete()
        return None
    if before:
        before.choice, before.cast_at, before.is_carried_alone = choice, timezone.now(), False
        before.set_aside_at = None
        before.save(update_fields=["choice", "cast_at", "is_carried_alone", "set_aside_at"])
        return before
    if not choice:
        return None
    return Vote.objects.create(
        item_id=version.item_id, version=version, participant=participant, choice=choice
    )


def _set_aside(version: Version, participant: Participant) -> dict[str, int]:
    """What counters lose: votes of the same person by another of their addresses count no more."""
    if participant.person_id is None:
        return {}
    others = Vote.objects.counted().filter(version=version, participant__person=participant.person_id)
    found = list(others.exclude(participant=participant))
    lost: dict[str, int] = {}
    for vote in found:
        lost[vote.choice] = lost.get(vote.choice, 0) - 1
        Vote.objects.filter(pk=vote.pk).update(set_aside_at=timezone.now())
    return lost


def count(version: int, *changes: dict[str, int]) -> None:
    """Change the counters of a version by what each choice gains or loses."""
    sums: dict[str, int] = {}
    for change in changes:
        for choice, n in change.items():
            sums[choice] = sums.get(choice, 0) + n
    columns: dict[str, Any] = {f"n_{choice}": F(f"n_{choice}") + n for choice, n in sums.items() if n}
    if columns:
        Version.objects.filter(pk=version).update(**columns)


def carry_over(*, participant: Participant, item: Item) -> Vote | None:
    """Say of the version that stands what they said of an earlier one; None where there is nothing to carry.

    Raises Gone, NotOpen.
    """
    if item.version_id is None:
        raise refusals.Gone
    with write_turns.turn(), transaction.atomic():
        found = _read(participant, item.version_id, "")
        _lock(participant)
        mine = Vote.objects.filter(item=item, participant=participant).order_by("-version__number")
        last = mine.select_related("version").first()
        if last is None or last.version_id == found.pk:
            return last
        made = Vote.objects.create(
            item=item, version=found, participant=participant, choice=last.choice, carried_from=last.version
        )
        count(found.pk, {made.choice: 1})
    log.info("consultations.carry_over item=%s", item.pk)
    return made


def carry_all(item: Item, before: Version, after: Version) -> int:
    """Have all votes on ``before`` go along to ``after``, which differs in spelling alone; how many went.

    In the caller's transaction.
    """
    votes = list(Vote.objects.filter(version=before).only("participant", "choice", "cast_at"))
    Vote.objects.bulk_create(
        [
            Vote(
                item=item, version=after, participant_id=each.participant_id, choice=each.choice,
                cast_at=each.cast_at, carried_from=before, is_carried_alone=True,
            )
            for each in votes
        ],
        batch_size=500,
    )  # fmt: skip
    names = ("n_agree", "n_mixed", "n_disagree", "n_pass")
    now = Version.objects.values(*names, "elsewhere").get(pk=before.pk)
    Version.objects.filter(pk=after.pk).update(**now)
    return len(votes)
