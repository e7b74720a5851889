"""Work of moderators on the running consultation, a sheet of paper, and the best and worst of four."""

import random

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.actions import groupings, items
from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind, Phase
from hustings.deliberation.moderation import actions
from hustings.deliberation.moderation.models import Reason, Ruling, Verdict
from hustings.deliberation.opinions import routing, scoring, statements
from hustings.deliberation.opinions.actions import choose
from hustings.deliberation.papers import actions as papers
from hustings.foundation.accounts.models import User
from hustings.shells.demo import texts

_ANSWERS = 3  # of each voice, on the best and the worst


@transaction.atomic
def fill() -> None:
    water = Consultation.objects.order_by("pk").first()
    if water is None or Ruling.objects.exists():
        return
    debate = water.phases.get(kind=Kind.DEBATE)
    mia = User.objects.get(email__startswith="mia@")
    _moderate(debate, mia)
    _group(debate, mia)
    _enter_paper(debate)
    _choose(water.phases.get(kind=Kind.STATEMENTS))


def _moderate(debate: Phase, mia: User) -> None:
    """Hide one, whose author appeals; another is reported and waits."""
    said = texts.told("moderation")
    question = debate.questions.order_by("position").first()
    author, reader = debate.consultation.participants.order_by("pk")[:2]
    made = items.add(
        phase=debate, kind=ItemKind.CONTRIBUTION, title=said["title"], text=said["text"], participant=author,
        question=question, zone=author.zone_id,
    )  # fmt: skip
    ruling = actions.rule(
        item=made, verdict=Verdict.HIDE, reason=Reason.PERSONAL, words=said["why"], user=mia
    )
    assert ruling
    actions.appeal(ruling=ruling, words=said["appeal"])
    other = Item.objects.live().filter(phase=debate, kind=ItemKind.AGAINST).order_by("pk").last()
    assert other
    actions.report(item=other, participant=reader, visitor="", reason=Reason.OFF_TOPIC, words=said["report"])


def _group(debate: Phase, mia: User) -> None:
    """Two of the first question ask for the same."""
    question = debate.questions.order_by("position").first()
    alike = Item.objects.live().filter(question=question, kind=ItemKind.CONTRIBUTION, checked_at=None)
    pks = list(alike.order_by("pk").values_list("pk", flat=True)[1:3])
    groupings.group(consultation=debate.consultation, items=pks, user=mia)


def _enter_paper(debate: Phase) -> None:
    said = texts.told("moderation")["paper"]
    question, user = debate.questions.order_by("-position").first(), debate.consultation.user
    assert user
    papers.enter(
        phase=debate, question=question, title=said["title"], text=said["text"], email=None,
        written_on=timezone.localdate(debate.starts_at), scan=None, user=user,
    )  # fmt: skip


def _choose(phase: Phase) -> None:
    """Each voice prefers those that many agree with, but not always."""
    rng = random.Random(4)  # noqa: S311 # play, not secrecy
    found = statements.of(phase).select_related("version")
    liking = {each.pk: each.version.n_agree if each.version else 0 for each in found}
    shown = dict.fromkeys(liking, 0)
    for voice in phase.consultation.participants.order_by("pk"):
        for nth in range(_ANSWERS):
            four = routing.four(shown, str(voice.pk), nth)
            for pk in four:
                shown[pk] += 1
            ranked = sorted(four, key=lambda pk: liking[pk] * rng.uniform(0.5, 1.5))
            choose(participant=voice, phase=phase, shown=four, best=ranked[-1], worst=ranked[0])
    scoring.score(phase)
