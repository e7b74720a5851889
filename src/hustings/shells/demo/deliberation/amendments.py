"""The text of the programme that fifty debates made: a second version, and amendments that wait."""

import random
from typing import Any

from django.db import transaction

from hustings.deliberation.consultations.actions import votes
from hustings.deliberation.consultations.models import Choice, Item, Kind, Participant, Phase
from hustings.deliberation.texts import actions, documents, proposals
from hustings.deliberation.texts.files import reading
from hustings.deliberation.texts.models import Amendment, Text
from hustings.shells.demo import texts


@transaction.atomic
def fill() -> None:
    phase = Phase.objects.filter(kind=Kind.TEXT).select_related("consultation").first()
    if phase is None or Text.objects.exists():
        return
    said, user = texts.told("programme_text"), phase.consultation.user
    text = actions.keep_draft(phase=phase, document=reading.read(said["text"].encode()), user=user)
    actions.publish_draft(text=text, user=user)
    voices, rng = list(phase.consultation.participants.order_by("pk")[:40]), random.Random(3)  # noqa: S311
    blocks = Item.objects.filter(phase=phase, kind="block")
    _vote(list(blocks.select_related("version")), voices, rng, 0.3)
    taken = _suggested(text, said["accepted"], voices)
    _vote([row.item for row in taken], voices, rng, 0.6)
    actions.accept(text=text, amendments=[row.pk for row in taken], user=user, why=said["reason"])
    actions.publish(text=text, user=user, why=said["why"])
    rows = _suggested(text, said["open"], voices)
    _vote([row.item for row in rows], voices, rng, 0.5)


def _suggested(text: Text, told: list[dict[str, Any]], voices: list[Participant]) -> list[Amendment]:
    text.refresh_from_db()
    assert text.version
    found = documents.passages(text.version)
    base, made = documents.of(found).digest, []
    for nth, each in enumerate(told):
        about = next(one for one in found if one.words.text.startswith(each["at"]))
        words = about.words.text.replace(each["old"], each["new"], 1)
        item = Item.objects.select_related("phase__consultation").get(pk=about.item_id)
        made += actions.suggest(
            participant=voices[nth], about=item, base=base, why=each["why"],
            changes=proposals.replacements(base, about.block, words),
        )  # fmt: skip
    return made


def _vote(items: list[Item], voices: list[Participant], rng: random.Random, share: float) -> None:
    """Some agree, fewer don't."""
    for item in items:
        tilt = rng.uniform(1, 4)
        for who in voices:
            if rng.random() < share and item.version_id:
                [choice] = rng.choices((Choice.AGREE, Choice.MIXED, Choice.DISAGREE), (tilt, 0.6, 1))
                votes.vote(participant=who, version=item.version_id, choice=choice)
