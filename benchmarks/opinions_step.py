"""The map of a step of statements, drawn by the app from a database, beside the engine with votes at hand."""

import time
from datetime import timedelta
from typing import Any

from benchmarks import opinions_factory, report

CHOICES = {1: "agree", 0: "pass", -1: "disagree"}
PEOPLE, STATEMENTS, FILL = 2_000, 200, 0.129


def measure() -> None:
    """Fill a step, draw its map."""
    from hustings.deliberation.opinions import drawing
    from hustings.deliberation.opinions.maps import opinion_map

    made = opinions_factory.conversation(1, people=PEOPLE, statements=STATEMENTS, fill=FILL)
    report.header("A map drawn by the app", people=PEOPLE, statements=STATEMENTS, votes=len(made.votes))
    phase = step(made)
    bare = time.process_time()
    opinion_map.draw(made.table())
    bare = time.process_time() - bare
    cpu = time.process_time()
    drawn = drawing.draw(phase)
    cpu = time.process_time() - cpu
    assert drawn
    report.figure("a map drawn by the app, processor time", cpu, "s", beside=bare, at_most=3)


def step(made: Any) -> Any:
    """The votes of a conversation as rows."""
    from django.db import transaction
    from django.utils import timezone

    from hustings.deliberation.consultations import models
    from hustings.foundation.lib.sql import bulk

    now = timezone.now()
    shown = models.Consultation.objects.create(titles={"fr": "Énoncés"}, shown_at=now)
    phase = models.Phase.objects.create(
        consultation=shown, kind=models.Kind.STATEMENTS, titles={"fr": "Énoncés"}, ballot="pass",
        starts_at=now - timedelta(days=1),
    )  # fmt: skip
    voices = models.Participant.objects.bulk_create(
        models.Participant(consultation=shown, number=n + 1, pseudonym=f"Voix {n}") for n in range(PEOPLE)
    )
    keys = bulk.reserve_ids(models.Version, STATEMENTS)
    with transaction.atomic():  # each points at the other
        items = models.Item.objects.bulk_create(
            models.Item(consultation=shown, phase=phase, kind=models.ItemKind.STATEMENT, version_id=key)
            for key in keys
        )
        models.Version.objects.bulk_create(
            models.Version(pk=key, item=item, text=f"Énoncé {key}", digest=f"{key:064}")
            for key, item in zip(keys, items, strict=True)
        )
    rows = (
        (items[item].pk, keys[item], voices[voice].pk, CHOICES[said], now, False)
        for voice, item, said in zip(
            made.participants.tolist(), made.statements.tolist(), made.votes.tolist(), strict=True
        )
    )
    bulk.insert(
        models.Vote, ["item", "version", "participant", "choice", "cast_at", "is_carried_alone"], rows
    )
    bulk.know(models.Participant, models.Item, models.Version, models.Vote)
    return phase
