"""Replies by text: one pair of hands, an answer that leaves once, nothing after STOP."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.outreach.text_messages import actions, inbox, leases, wire
from hustings.outreach.text_messages.actions import NotYours
from hustings.outreach.text_messages.gateways.port import Arrived, Fate, Result, Told
from hustings.outreach.text_messages.models import Conversation, Gateway, TextMessage
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.models import Purpose
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.cast.outreach.texting import carry, person
from tests.conftest import user

__all__ = ["easy_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.both]
ANN = "+33612345610"


def come(gateway, words, number=ANN):
    inbox.take(gateway, Told(arrived=(Arrived(str(uuid4()), number, words),)))
    return Conversation.objects.get(number=number)


def test_a_reply_waits_since_the_first_and_is_answered_once(dora, gateway, fake):
    ann = person("Ann", "06 12 34 56 10")
    first = come(gateway, "Which bus?").waiting_since
    row = come(gateway, "Hello?")
    assert row.waiting_since == first and row.person == ann
    key = uuid4()
    for _twice in range(2):
        actions.answer(conversation=row, key=key, words="Line 7 – at noon", user=dora)
    row.refresh_from_db()
    assert row.waiting_since is None
    carry(gateway)
    assert [each["text"] for each in fake.taken] == ["Line 7 - at noon"]


def test_it_is_in_one_pair_of_hands_and_comes_back(dora, gateway):
    eve = user("eve", "communications")
    row = come(gateway, "Which bus?")
    assert actions.take(conversation=row, user=dora) and actions.take(conversation=row, user=dora)
    assert not actions.take(conversation=row, user=eve)
    with pytest.raises(NotYours):
        actions.answer(conversation=row, key=uuid4(), words="Line 7", user=eve)
    with pytest.raises(NotYours):
        actions.close(conversation=row, user=eve)
    Conversation.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert actions.take(conversation=row, user=eve)
    actions.close(conversation=row, user=eve)
    row.refresh_from_db()
    assert row.waiting_since is None and row.claimed_by is None


def test_after_stop_nothing_is_answered_and_what_waits_is_left_out(dora, gateway, fake):
    row = come(gateway, "Which bus?")
    actions.answer(conversation=row, key=uuid4(), words="Line 7", user=dora)
    row = come(gateway, "STOP")
    assert TextMessage.objects.get().reason == "stopped"
    with pytest.raises(NotYours):
        actions.answer(conversation=row, key=uuid4(), words="Line 7", user=dora)
    carry(gateway)
    assert not fake.taken


def test_the_page_shows_both_sides_and_only_one_s_own_people(dora, gateway, rhone):
    person("Ann", "06 12 34 56 10", zone=rhone)
    row = come(gateway, "Which <bus>?")
    other = come(gateway, "Who are you?", "+33612345611")
    rae = signed_in(user("rae", "communications", rhone))
    page = rae.get(reverse("text_messages:replies")).content.decode()
    assert "Ann Test" in page and "06 12 34 56 11" not in page
    assert rae.get(reverse("text_messages:reply", args=[other.pk])).status_code == 404
    url = reverse("text_messages:reply", args=[row.pk])
    assert "Which &lt;bus&gt;?" in rae.get(url).content.decode()
    hq = signed_in(dora)
    page = hq.get(url)
    assert "Rae" in page.content.decode() and "No answer needed" not in page.content.decode()
    assert hq.post(url, {"key": str(uuid4()), "words": "Line 7"}).status_code == 422
    assert "2 replies by text wait" in hq.get(reverse("wagtailadmin_home")).content.decode()
    rae.post(url, {"key": str(uuid4()), "words": "Line 7"})
    assert TextMessage.objects.get().body == "Line 7"
    assert hq.post(reverse("text_messages:reply_closing", args=[other.pk])).status_code == 302
    assert not Conversation.objects.exclude(waiting_since=None).exists()


def test_after_a_stop_no_answer_leaves_that_was_on_the_wire_and_comes_back(dora, gateway, fake):
    person("Ann", "06 12 34 56 10")
    row = come(gateway, "Which bus?")
    actions.answer(conversation=row, key=uuid4(), words="Line 7", user=dora)
    carrier, now = uuid4(), timezone.now()
    assert leases.take(gateway, carrier, now)
    [out] = wire.claim(gateway, carrier, 10, now)
    come(gateway, "STOP")
    wire.write([Result(out.key, Fate.LATER)], carrier, now, keeps_keys=True)
    leases.give_back(gateway, carrier)
    TextMessage.objects.filter(state=TextMessage.State.QUEUED).update(due_at=now)
    carry(gateway)
    assert not any("Line 7" in each["text"] for each in fake.taken)
    assert TextMessage.objects.get(key=out.key).reason == TextMessage.Reason.STOPPED


def test_a_stop_by_another_gateway_and_a_word_after_it_let_nobody_answer(dora, gateway, fake):
    ann = person("Ann", "06 12 34 56 10")
    come(gateway, "Which bus?")
    other = Gateway.objects.get(pk=gateway.pk)
    other.pk, other.uid, other.name = None, uuid4(), "Another"
    other.save()
    come(other, "Désabonnez-moi")
    row = come(gateway, "?")
    with pytest.raises(actions.NotYours):
        actions.answer(conversation=row, key=uuid4(), words="Line 7", user=dora)
    record_consent(person=ann, purpose=Purpose.SMS, is_given=True, source="form")
    assert actions.answer(conversation=row, key=uuid4(), words="Line 7", user=dora)
