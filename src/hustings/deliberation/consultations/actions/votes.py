"""Vote on a version, change one's mind, take the vote back, carry it over to a later version."""

import logging
from collections import defaultdict
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import (
    CHOICES,
    Choice,
    Item,
    Participant,
    Version,
    Vote,
    ballot_on,
)
from hustings.foundation.lib.sql import sql_cursors, sql_inserts, sql_rows, write_turns

log = logging.getLogger(__name__)


def vote(*, participant: Participant, version: int, choice: str) -> Vote | None:
    """Have the voice say ``choice`` of a version, by number of its row; an empty choice takes its vote back.

    Counters change in the same transaction: they are exact whenever it ends. Raises Changed, Gone, NotOpen.
    """
    with write_turns.turn(), transaction.atomic():
        state = _state(participant, version, choice)
        before = None
        if state.vote:
            before = Vote(
                pk=state.vote, item_id=state.item, version_id=version, participant=participant,
                choice=state.choice,
            )  # fmt: skip
        if before and before.choice == choice and not state.is_aside:
            return before
        gone = {state.choice: -1} if before and not state.is_aside else {}
        stands = _write(before, state.item, version, participant, choice)
        lost = _set_aside(version, participant) if state.has_twin else {}
        count(version, gone, {choice: 1} if choice else {}, lost)
    log.info("consultations.vote version=%s", version)
    return stands


class _State(NamedTuple):
    """All that a vote depends on, as one question answers it."""

    item: int
    stands: int | None  # the version that stands
    is_live: bool
    is_open: bool
    kind: str
    ballot: str
    is_barred: bool
    has_twin: bool  # whether the person has another voice here, by another address
    vote: int | None
    choice: str
    is_aside: bool


# By hand: the compiler of queries takes longer than the database, and each vote asks this.
_STATE = """
    SELECT v.item_id, i.version_id, i.hidden_at IS NULL AND i.withdrawn_at IS NULL,
      p.starts_at <= %s AND (p.ends_at IS NULL OR p.ends_at > %s) AND c.closed_at IS NULL, i.kind,
      p.ballot,
      t.barred_at IS NOT NULL,
      EXISTS (SELECT 1 FROM consultations_participant o WHERE o.person_id = t.person_id
        AND o.consultation_id = t.consultation_id AND o.id <> t.id),
      m.id, m.choice, m.set_aside_at IS NOT NULL
    FROM consultations_participant t
      JOIN consultations_version v ON v.id = %s
      JOIN consultations_item i ON i.id = v.item_id AND i.consultation_id = t.consultation_id
      JOIN consultations_phase p ON p.id = i.phase_id
      JOIN consultations_consultation c ON c.id = i.consultation_id
      LEFT JOIN consultations_vote m ON m.version_id = v.id AND m.participant_id = t.id
    WHERE t.id = %s
"""
_LOCK = "SELECT id FROM consultations_participant WHERE id = %s FOR NO KEY UPDATE"
_COUNT = """
    UPDATE consultations_version SET n_agree = n_agree + %s, n_mixed = n_mixed + %s,
      n_disagree = n_disagree + %s, n_pass = n_pass + %s
    WHERE id = %s
"""


def _state(participant: Participant, version: int, choice: str) -> _State:
    """The state that holds now, with one act of a voice at a time. Raises Barred, Changed, Gone, NotOpen."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with sql_cursors.ready(connection) as cursor:
        if connection.features.has_select_for_update:  # else there is one act of all at a time
            cursor.execute(_LOCK, [participant.pk])
        cursor.execute(_STATE, [now, now, version, participant.pk])
        row = cursor.fetchone()
    state = _State(*row) if row else None
    if state is None or not state.is_live:
        raise refusals.Gone
    if state.is_barred:
        raise refusals.Barred
    if not state.is_open or (choice and choice not in CHOICES[ballot_on(state.kind, state.ballot)]):
        raise refusals.NotOpen
    if state.stands != version:
        raise refusals.Changed
    return state


def _write(
    before: Vote | None, item: int, version: int, participant: Participant, choice: str
) -> Vote | None:
    if before and not choice:
        before.delete()
        return None
    if before:
        before.choice, before.cast_at = choice, timezone.now()
        sql_rows.change(before, "choice", "cast_at", "is_carried_alone", "set_aside_at")
        return before
    if not choice:
        return None
    made = Vote(item_id=item, version_id=version, participant=participant, choice=choice)
    sql_inserts.add(made)
    return made


def _set_aside(version: int, participant: Participant) -> dict[str, int]:
    """Losses of counters: votes of the same person by another of their addresses count no more."""
    others = Vote.objects.counted().filter(version=version, participant__person=participant.person_id)
    lost: dict[str, int] = {}
    for vote in others.exclude(participant=participant):
        lost[vote.choice] = lost.get(vote.choice, 0) - 1
        Vote.objects.filter(pk=vote.pk).update(set_aside_at=timezone.now())
    return lost


def count(version: int, *changes: dict[str, int]) -> None:
    """Change the counters of a version by what each choice gains or loses."""
    sums = [sum(change.get(choice, 0) for change in changes) for choice in Choice]
    if any(sums):
        with sql_cursors.ready(connection) as cursor:
            cursor.execute(_COUNT, [*sums, version])


def count_last(found: QuerySet[Vote]) -> None:
    """Have each person's last vote on a version count, and none before. In the caller's transaction."""
    of: defaultdict[tuple[int, int | None], list[Vote]] = defaultdict(list)
    for vote in found.select_related("participant").order_by("cast_at", "pk"):
        of[vote.version_id, vote.participant.person_id].append(vote)
    for (version, _person), votes in of.items():
        for vote in votes:
            _settle(vote, version, is_counted=vote is votes[-1])


def _settle(vote: Vote, version: int, *, is_counted: bool) -> None:
    if is_counted == (vote.set_aside_at is None):
        return
    vote.set_aside_at = None if is_counted else timezone.now()
    vote.save(update_fields=["set_aside_at"])
    count(version, {vote.choice: 1 if is_counted else -1})


def remove_all(participant: Participant) -> None:
    """Take back all votes of a voice; earlier ones that theirs had set aside count again.

    In the caller's transaction.
    """
    left = []
    for mine in participant.votes.all():
        mine.delete()
        if mine.set_aside_at is None:
            count(mine.version_id, {mine.choice: -1})
            left.append(mine.version_id)
    if participant.person_id:
        count_last(Vote.objects.filter(version__in=left, participant__person=participant.person_id))


def carry_over(*, participant: Participant, item: Item) -> Vote | None:
    """Say of the version that stands what they said of an earlier one; None where there is nothing to carry.

    What counts is the last that the person said, by whichever of their addresses. Raises Gone, NotOpen.
    """
    if item.version_id is None:
        raise refusals.Gone
    with write_turns.turn(), transaction.atomic():
        state = _state(participant, item.version_id, "")
        mine = Vote.objects.counted().filter(item=item, participant__in=participant.voices())
        last = mine.select_related("version").order_by("-version__number").first()
        if last is None or last.version_id == item.version_id:
            return last
        if state.vote:  # set aside by a later one, which they took back: they want none
            return None
        made = Vote.objects.create(
            item=item, version_id=item.version_id, participant=participant, choice=last.choice,
            carried_from=last.version,
        )  # fmt: skip
        count(item.version_id, {made.choice: 1})
    log.info("consultations.carry_over item=%s", item.pk)
    return made


def carry_all(item: Item, before: Version, after: Version) -> int:
    """Have all votes on ``before`` go along to ``after``, which differs in spelling alone; how many went.

    In the caller's transaction.
    """
    votes = list(Vote.objects.filter(version=before).only("participant", "choice", "cast_at", "set_aside_at"))
    Vote.objects.bulk_create(
        [
            Vote(
                item=item, version=after, participant_id=each.participant_id, choice=each.choice,
                cast_at=each.cast_at, set_aside_at=each.set_aside_at,
                carried_from=before, is_carried_alone=True,
            )
            for each in votes
        ],
        batch_size=500,
    )  # fmt: skip
    names = ("n_agree", "n_mixed", "n_disagree", "n_pass")
    now = Version.objects.values(*names, "elsewhere").get(pk=before.pk)
    Version.objects.filter(pk=after.pk).update(**now)
    return len(votes)
