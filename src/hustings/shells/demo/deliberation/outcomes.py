"""Outcomes: a map of opinions, local debates and their notebook, answers and what follows from them."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind, Phase
from hustings.deliberation.opinions import drawing
from hustings.deliberation.syntheses import actions
from hustings.deliberation.syntheses.models import Answer, LocalReport, Synthesis
from hustings.foundation.territories.models import Kind as ZoneKind
from hustings.foundation.territories.models import Zone
from hustings.shells.demo import texts

_REPORTS, _SENTENCES = 24, 12


@transaction.atomic
def fill() -> None:
    water, programme = Consultation.objects.order_by("pk")[:2]
    if Answer.objects.exists():
        return
    said = texts.read("outcomes")
    drawing.draw(water.phases.get(kind=Kind.STATEMENTS))
    _report(programme, said["reports"])
    _sum_up(programme, said["notebook"])
    _answer(water, said["answers"])


def _report(consultation: Consultation, told: dict[str, Any]) -> None:
    """Local debates all over the country, while the debate was open."""
    phase = consultation.phases.get(kind=Kind.DEBATE)
    rng, code = random.Random(4_700), texts.language()  # noqa: S311 # play, not secrecy
    towns = Zone.objects.filter(kind=ZoneKind.COMMUNE, latitude__isnull=False).order_by("code")
    keys = list(towns.values_list("pk", flat=True)[: 40 * _REPORTS])
    voices = list(consultation.participants.order_by("pk")[:_REPORTS])
    for who, zone in zip(voices, rng.sample(keys, min(len(keys), len(voices))), strict=False):
        text = rng.choice(told["texts"][code])
        made = items.add(
            phase=phase,
            kind=ItemKind.REPORT,
            title=told["titles"][code],
            text=text,
            participant=who,
            zone=zone,
        )
        held_at = phase.starts_at + timedelta(days=rng.randint(2, 55))
        Item.objects.filter(pk=made.pk).update(posted_at=held_at)
        LocalReport.objects.create(
            item=made, place=told["places"][code], zone_id=zone, held_on=held_at.date(),
            n_present=rng.randint(6, 120),
        )  # fmt: skip


def _sum_up(consultation: Consultation, told: dict[str, Any]) -> None:
    """A notebook whose sentences cite contributions of the debates they sum up."""
    phase = consultation.phases.get(kind=Kind.SYNTHESIS)
    if Synthesis.objects.filter(phase=phase).exists():
        return
    debate, code = consultation.phases.get(kind=Kind.DEBATE), texts.language()
    synthesis = actions.begin(phase=phase)
    for nth, question in enumerate(debate.questions.order_by("position")[:_SENTENCES]):
        words = told["sentences"][code]
        cites = list(
            Item.objects.live().filter(question=question, kind="contribution").values_list("pk", flat=True)
        )
        actions.write(
            synthesis=synthesis, text=words[nth % len(words)], question=question, cites=cites[:4],
            user=consultation.user,
        )  # fmt: skip
    actions.publish(synthesis=synthesis, user=consultation.user)


def _answer(consultation: Consultation, told: dict[str, Any]) -> None:
    """Answers to three contributions, and a promise that follows from one."""
    phase = Phase.objects.get(consultation=consultation, kind=Kind.DEBATE)
    found = Item.objects.live().filter(phase=phase, kind=ItemKind.CONTRIBUTION).order_by("pk")
    for item, each in zip(found, told["to"], strict=False):
        actions.answer(
            item=item, outcome=each["outcome"], reasons=each["reasons"], author=told["author"],
            user=consultation.user,
        )  # fmt: skip
    first, today = found.first(), timezone.localdate()
    for days, titles in ((-3, told["done"]), (60, told["next"])):
        due_on = today + timedelta(days=days)
        actions.save_milestone(
            consultation=consultation, user=consultation.user,
            values={
                "titles": titles, "notes": {}, "due_on": due_on, "done_on": due_on if days < 0 else None,
                "item": first,
            },
        )  # fmt: skip
