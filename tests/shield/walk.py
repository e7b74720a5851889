"""An incident and what belongs to it, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.shield.models import (
    Bulletin,
    Exercise,
    Guard,
    Incident,
    Opinion,
    Report,
    Rule,
    Sighting,
    Source,
    Story,
)  # fmt: skip


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    incident = Incident.objects.create(title="I", action=2, n_sightings=1)
    guard = Guard.objects.create(name="mx", kind="milter", key="k")
    sighting = Sighting.objects.create(
        key="s", incident=incident, guard=guard, at=timezone.now(), sha256="0", action=2, place={"held": "h"}
    )
    source = Source.objects.create(
        name="S", kind="mailbox", host="localhost", port=1, login="dora", user=dora
    )
    rule = Rule.objects.create(deed="block", kind="host", value="evil.example", reason="r")
    found = {f"shield:{name}": [incident.pk] for name in ["incident", "deeds"]}
    found |= {f"shield:{name}": [source.pk] for name in ["source", "source_deeds"]}
    found |= {"shield:message": [sighting.pk], "shield:rule_end": [rule.pk], "shield:guard_end": [guard.pk]}
    report = Report.objects.create(key="r", user=dora, way="page", incident=incident, is_named=True)
    opinion = Opinion.objects.create(incident=incident, user=dora, said="wrong")
    found["shield:opinion_deeds"] = [opinion.pk]
    exercise = Exercise.objects.create(user=dora, seed=1, kind="voicemail", is_attack=True)
    bulletin = Bulletin.objects.create(week="2027-03-01", foreword="f")
    story = Story.objects.create(bulletin=bulletin, incident=incident, subject="S")
    found |= {"shield:exercise": [exercise.pk], "shield:bulletin": [bulletin.pk]}
    found |= {"shield:picture": [bulletin.pk, story.pk]}
    return found | {"shield:source_new": ["mailbox"], "shield:reported": [report.pk]}
