"""Consultations as other tools are told of them."""

import pytest

from hustings.deliberation.consultations.webhook_events import OPENED
from hustings.foundation.webhooks.events import events
from hustings.people.segments.models import Segment
from tests.cast.deliberation.consultations.fixtures import opened

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_step_for_members_alone_is_told_without_a_word_of_it() -> None:
    phase, closed = opened(), opened()
    closed.consultation.roll = Segment.objects.create(name="Members", criteria={})
    closed.consultation.save()
    event = events.find(OPENED)
    assert event
    told = event.payloads([phase.pk, closed.pk], True)
    assert told[phase.pk]["step"]["title"] and told[phase.pk]["consultation"]["title"]
    step = told[closed.pk]["step"]
    assert step == {"id": closed.pk, "page": step["page"]}
    assert told[closed.pk]["consultation"] == {"id": closed.consultation_id}
