"""Write a synthesis, have it cite contributions, publish it."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations.actions.items import add
from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Question
from hustings.deliberation.syntheses import covered, webhook_events
from hustings.deliberation.syntheses.models import (
    Citation,
    Edition,
    Line,
    LineCitation,
    Proposals,
    Sentence,
    Synthesis,
)
from hustings.deliberation.syntheses.tasks import propose
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.foundation.webhooks import outbox
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
AT_ONCE = 500  # contributions cited by one click


class Uncited(Exception):
    """A sentence cites no contribution that is shown."""


class Empty(Exception):
    """There is no sentence."""


def begin(*, phase: Phase) -> Synthesis:
    """The synthesis of a step, new where there was none."""
    made, _is_new = Synthesis.objects.get_or_create(phase=phase)
    return made


@transaction.atomic
def write(
    *, synthesis: Synthesis, text: str, question: Question | None = None, cites: Sequence[int] = (),
    sentence: Sentence | None = None, user: User | None = None,
) -> Sentence:  # fmt: skip
    """Write a sentence, at the end where it is new; readers see it once an edition is published."""
    last = synthesis.sentences.aggregate(last=Max("position"))["last"] or 0
    made = sentence or Sentence(synthesis=synthesis, position=last + 1)
    made.text, made.question, made.user, made.changed_at = text, question, user, timezone.now()
    made.removed_at = None
    made.save()
    cite(sentence=made, items=cites)
    return made


@transaction.atomic
def cite(*, sentence: Sentence, items: Sequence[int]) -> int:
    """Have a sentence rest on these contributions, too; how many are new."""
    rows = covered.citable(sentence.synthesis.phase.consultation_id).filter(pk__in=items[:AT_ONCE])
    there = set(sentence.citations.values_list("item", flat=True))
    new = [pk for pk in rows.values_list("pk", flat=True) if pk not in there]
    Citation.objects.bulk_create(Citation(sentence=sentence, item_id=pk) for pk in new)
    return len(new)


def uncite(*, sentence: Sentence, items: Sequence[int]) -> int:
    return sentence.citations.filter(item__in=items).delete()[0]


def remove(*, sentence: Sentence) -> None:
    """Leave it out of the next edition."""
    Sentence.objects.filter(pk=sentence.pk, removed_at=None).update(removed_at=timezone.now())


def restore(*, sentence: Sentence) -> None:
    """Have it in the next edition after all, where it stood."""
    Sentence.objects.filter(pk=sentence.pk).update(removed_at=None)


@transaction.atomic
def move(*, sentence: Sentence, up: bool) -> None:
    """Change places with the sentence before, or after."""
    rows = list(sentence.synthesis.sentences.filter(removed_at=None))
    at = next((nth for nth, row in enumerate(rows) if row.pk == sentence.pk), None)
    to = at - 1 if at is not None and up else (at + 1 if at is not None else -1)
    if at is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows, 1):
        if row.position != place:
            Sentence.objects.filter(pk=row.pk).update(position=place)


def publish(*, synthesis: Synthesis, why: str = "", user: User | None = None) -> Edition:
    """Publish the sentences as they stand: the next edition. Raises Empty, Uncited."""
    with write_turns.turn(), transaction.atomic():
        found = Synthesis.objects.select_for_update(of=("self",)).select_related("phase").get(pk=synthesis.pk)
        sentences = list(found.sentences.filter(removed_at=None).select_related("item__version"))
        if not sentences:
            raise Empty
        coverage = covered.of(found)
        if coverage.uncited_sentences:
            raise Uncited
        last = found.editions.aggregate(last=Max("number"))["last"] or 0
        made = found.editions.create(number=last + 1, why=why, figures=covered.figures(coverage), user=user)
        for place, sentence in enumerate(sentences, 1):
            _set(made, found.phase, sentence, place, why)
        _take_out(found)
        found.edition = made
        found.save(update_fields=["edition"])
        site_version.renew()
        outbox.tell(webhook_events.PUBLISHED, made.pk)
    log.info("syntheses.publish edition=%s", made.pk)
    return made


def _set(edition: Edition, phase: Phase, sentence: Sentence, place: int, why: str) -> None:
    """Give a sentence its line: votes and comments stay with the words they were about."""
    item = sentence.item
    if item is None or not item.is_live or item.version is None:
        item = add(
            phase=phase, kind=ItemKind.SENTENCE, text=sentence.text, question=sentence.question,
            position=place,
        )  # fmt: skip
        Sentence.objects.filter(pk=sentence.pk).update(item=item)
        version = item.version
    else:
        version = acts.edit(item=item, title="", text=sentence.text, why=why)
        Item.objects.filter(pk=item.pk).update(position=place, question=sentence.question)
    assert version
    line = Line.objects.create(
        edition=edition, position=place, question=sentence.question, item=item, version=version
    )
    cited = Citation.objects.filter(sentence=sentence, item__hidden_at=None, item__withdrawn_at=None)
    LineCitation.objects.bulk_create(
        LineCitation(line=line, item_id=pk, version_id=now)
        for pk, now in cited.values_list("item", "item__version")
    )


def _take_out(synthesis: Synthesis) -> None:
    """Sentences that are in no edition any more are taken back; earlier editions keep their words."""
    gone = synthesis.sentences.exclude(removed_at=None).exclude(item=None)
    now = timezone.now()
    Item.objects.live().filter(pk__in=gone.values("item")).update(withdrawn_at=now)


@transaction.atomic
def ask_for_proposals(*, synthesis: Synthesis, question: Question | None, wanted: int) -> Proposals | None:
    """Have the machine group contributions; None where it is at it."""
    if synthesis.proposals.filter(done_at=None).exists():
        return None
    made = synthesis.proposals.create(question=question, wanted=wanted)
    propose.enqueue(made.pk)
    return made
