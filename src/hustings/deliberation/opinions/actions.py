"""Choose the best and the worst of four statements."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.act_kinds import ActKind
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Item, ItemKind, Kind, Participant, Phase, Question
from hustings.deliberation.opinions import fours, statements
from hustings.deliberation.opinions.models import FourAnswer, FourCount
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns

log = logging.getLogger(__name__)


@transaction.atomic
def add_seeds(*, phase: Phase, texts: Sequence[str], question: Question | None, user: User) -> int:
    """Add statements of the team, those that are not there yet; how many were added."""
    known = set(statements.of(phase).values_list("version__text", flat=True))
    wanted = [text for text in dict.fromkeys(texts) if text not in known]
    for text in wanted:
        items.add(phase=phase, kind=ItemKind.STATEMENT, text=text, question=question)
    statements.forget(phase)
    log.info("opinions.add_seeds phase=%s n=%s user=%s", phase.pk, len(wanted), user.pk)
    return len(wanted)


def choose(
    *, participant: Participant, phase: Phase, shown: Sequence[int], best: int, worst: int
) -> FourAnswer:
    """Write down an answer on these statements, in place of the same voice's one before.

    Raises Barred, Gone, NotOpen; ValueError where best and worst are not two of those shown.
    """
    if best == worst or not {best, worst} <= set(shown) or len(set(shown)) != len(shown):
        raise ValueError("The best and the worst are two of the statements shown.")
    with write_turns.turn(), transaction.atomic():
        if participant.barred_at:
            raise refusals.Barred
        if not phase.is_open() or phase.kind != Kind.STATEMENTS:
            raise refusals.NotOpen
        if statements.of(phase).filter(pk__in=shown).count() != len(shown):
            raise refusals.Gone
        Participant.objects.select_for_update(no_key=True).only("pk").get(pk=participant.pk)
        key = "-".join(map(str, sorted(shown)))
        before = FourAnswer.objects.filter(participant=participant, phase=phase, key=key).exists()
        made, _is_new = FourAnswer.objects.update_or_create(
            participant=participant, phase=phase, key=key,
            defaults={
                "shown": list(shown), "best_id": best, "worst_id": worst, "answered_at": timezone.now()
            },
        )  # fmt: skip
        if not before:
            _count(shown, 1)
    log.info("opinions.choose phase=%s", phase.pk)
    return made


def _count(shown: Sequence[int], n: int) -> None:
    """Change the counts, always in the same order of rows."""
    FourCount.objects.bulk_create([FourCount(item_id=pk) for pk in sorted(shown)], ignore_conflicts=True)
    for pk in sorted(shown):
        FourCount.objects.filter(item=pk).update(n_shown=F("n_shown") + n)


def _do(participant: Participant, act: Mapping[str, Any]) -> Item | None:
    rows = Phase.objects.select_related("consultation").filter(consultation=participant.consultation_id)
    phase = rows.filter(pk=act["phase"]).first()
    if phase is None:
        raise refusals.Gone
    choose(
        participant=participant, phase=phase, shown=act["shown"], best=act["best"], worst=act["worst"]
    )  # fmt: skip
    return None


def _undo(participant: Participant) -> None:
    """Take back all answers of a voice. In the caller's transaction."""
    _drop(FourAnswer.objects.filter(participant=participant))


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Drop answers that don't count: nobody will know any more that the same person gave a later one."""
    theirs = FourAnswer.objects.filter(participant__person__in=people)
    _drop(theirs.exclude(pk__in=theirs.counted().values("pk")))


def _drop(answers: QuerySet[FourAnswer]) -> None:
    for answer in answers:
        _count(answer.shown, -1)
        answer.delete()


FOUR = ActKind(fours.ACT, _do, lambda act: _("The best and the worst of four statements"), _undo)
