"""Moderation in HQ, for the walk over all views."""

from typing import Any

from hustings.deliberation.consultations.actions import groupings
from tests.cast.deliberation.consultations.fixtures import opened, voice, written


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Contributions of a consultation of the whole campaign, and a group of them."""
    phase = opened()
    ada = voice(phase, "bea@example.org")
    items = [written(phase, ada, text) for text in ("Repair the pipes", "Mend the pipes")]
    group = groupings.group(consultation=phase.consultation, items=[each.pk for each in items], user=dora)
    of_all = ("queue", "participants", "groupings", "groups")
    found: dict[str, list[Any]] = {f"moderation_hq:{name}": [phase.consultation_id] for name in of_all}
    found |= {f"moderation_hq:{name}": [items[0].pk] for name in ("item", "ruling", "exclusion")}
    return found | {"moderation_hq:ungrouping": [group.pk]}
