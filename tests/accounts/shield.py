"""An incident and what belongs to it, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.shield.models import Guard, Incident, Report, Rule, Sighting, Source


def of_shield(dora: Any) -> dict[str, list[Any]]:
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
    return found | {"shield:source_new": ["mailbox"], "shield:reported": [report.pk]}
