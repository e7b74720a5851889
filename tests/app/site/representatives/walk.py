"""Representatives and a file of them, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.foundation.file_imports.actions import bring
from hustings.site.representatives.file_target import TARGET
from hustings.site.representatives.models import Appeal, ContactAttempt, Representative, Voice


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    one = Representative.objects.create(office="mp", zone=person.zone, family_name="Roche", name_key="roche")
    file = bring(
        target=TARGET, options={"office": "mp", "kind": "commune", "source": ""}, file_name="r.csv",
        content=b"code;nom\n69123;Roche\n", user=dora,
    )  # fmt: skip
    found: dict[str, list[Any]] = {}
    for name in ["representative", "leaving", "trust"]:
        found[f"representatives_hq:{name}"] = [one.pk]
    for name in ["", "_progress", "_lines", "_refused", "_run", "_check", "_undoing", "_removal"]:
        found[f"representatives_hq:import{name}"] = [file.pk]
    appeal = Appeal.objects.create(titles={"fr": "A"}, ways=["letter"])
    voice = Voice.objects.create(
        appeal=appeal, person=person, way="letter", address="dave@example.org", key="dave@example.org",
        zone=person.zone, given_name="Dave", family_name="M", language="fr", confirmed_at=timezone.now(),
    )  # fmt: skip
    ContactAttempt.objects.create(voice=voice, representative=one, appeal=appeal, way="letter", key=voice.key)
    for name in ["appeal", "edit", "pause", "counts", "voices", "answers"]:
        found[f"appeals_hq:{name}"] = [appeal.pk]
    return {**found, "appeals_hq:stand": [appeal.pk, one.pk]}
