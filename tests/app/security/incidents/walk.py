"""An incident and what belongs to it, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.security.incidents.models import (  # fmt: skip
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
)


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
    found = {f"incidents:{name}": [incident.pk] for name in ["incident", "deeds"]}
    found |= {f"incidents:{name}": [source.pk] for name in ["source", "source_deeds"]}
    found |= {
        "incidents:message": [sighting.pk],
        "incidents:rule_end": [rule.pk],
        "incidents:guard_end": [guard.pk],
    }
    report = Report.objects.create(key="r", user=dora, way="page", incident=incident, is_named=True)
    opinion = Opinion.objects.create(incident=incident, user=dora, said="wrong")
    found["incidents:opinion_deeds"] = [opinion.pk]
    exercise = Exercise.objects.create(user=dora, seed=1, kind="voicemail", is_attack=True)
    bulletin = Bulletin.objects.create(week="2027-03-01", foreword="f")
    story = Story.objects.create(bulletin=bulletin, incident=incident, subject="S")
    found |= {"incidents:exercise": [exercise.pk], "incidents:bulletin": [bulletin.pk]}
    found |= {"incidents:picture": [bulletin.pk, story.pk]}
    return found | {"incidents:source_new": ["mailbox"], "incidents:reported": [report.pk]}
