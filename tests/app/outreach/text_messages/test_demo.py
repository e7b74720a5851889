"""Texts of the demonstration."""

import pytest

from hustings.outreach.text_messages import demo
from hustings.outreach.text_messages.models import Conversation, Gateway, TextBlast, TextMessage
from tests.cast.outreach.texting import person

pytestmark = pytest.mark.django_db


def test_one_text_was_sent_another_is_a_draft_a_reply_waits_and_nothing_can_leave(dora, rhone):
    for n in range(3):
        person(f"Nr{n}", f"06 12 34 56 1{n}", zone=rhone)
    for _twice in range(2):
        demo.fill(lambda words: None)
    assert [each.state for each in TextBlast.objects.order_by("pk")] == ["draft", "sent"]
    assert TextMessage.objects.filter(kind="text").count() == 3
    assert not TextMessage.objects.filter(state__in=["queued", "sending"])
    assert Conversation.objects.get().waiting_since and not Gateway.objects.on()
