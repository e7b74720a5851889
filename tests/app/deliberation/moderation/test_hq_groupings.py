"""Moderators group duplicates in HQ."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.models import Choice
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXTS = (
    "Repair the water pipes of the old town quickly",
    "Repair water pipes of the old town",
    "Quickly repair the water pipes in the old town",
)


def test_hq_proposes_groups_and_shows_distinct_voices(client: Client, dora: Any) -> None:
    phase = opened()
    ada, bea = voice(phase, "a@example.org"), voice(phase, "b@example.org")
    items = [written(phase, ada, text) for text in TEXTS]
    for item in items[:2]:
        actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    client.force_login(dora)
    there = reverse("moderation_hq:groupings", args=[phase.consultation_id])
    [proposal] = client.get(there).context["proposals"]
    assert {proposal.item, *proposal.others} == set(items)
    client.post(there, {"item": [each.pk for each in items], "first": items[1].pk})
    groups = reverse("moderation_hq:groups", args=[phase.consultation_id])
    [group] = client.get(groups).context["groups"]
    assert group.items[0] == items[1] and group.n_voices == 1, "bea agrees with two of them"
    assert not client.get(there).context["proposals"]
    client.post(reverse("moderation_hq:ungrouping", args=[group.grouping.pk]))
    assert not client.get(groups).context["groups"]
    client.post(groups, {"items": f"{items[0].pk}, {items[1].pk}"})
    assert len(client.get(groups).context["groups"]) == 1
    assert client.post(groups, {"items": "12"}).status_code == 422
