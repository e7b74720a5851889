"""From a draft to phones: who gets a text, how often, until when."""

import datetime as dt
import time
from collections import Counter

import pytest
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Zone
from hustings.outreach.review.models import Precaution
from hustings.outreach.text_messages import (
    actions,
    gateways,
    leases,
    progress,
    recipients,
    tasks,
    vault,
    wire,
)
from hustings.outreach.text_messages.actions import NotReady
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage
from hustings.people.contacts import pressure
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Purpose
from tests.cast.outreach.texting import blast, carry, gateway, person
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = TextMessage.State


def sent(dora, body="Vote on Sunday!", **values):
    """A text on its way, with its rows."""
    Precaution.objects.update_or_create(pk=1, defaults={"grace": 0})
    made = actions.send(text=blast(dora, body, **values), user=dora)
    tasks.fill.call(made.pk)
    return TextBlast.objects.get(pk=made.pk)


def states():
    return Counter(TextMessage.objects.values_list("state", flat=True))


def test_those_who_agreed_get_it_once_with_our_name_and_how_to_stop(dora, gateway, fake):
    ann = person("Ann", "06 12 34 56 10")
    person("Ben", "06 12 34 56 11", agrees=False)
    person("Cem", "01 42 34 56 12")  # no mobile
    person("Dan", "06 12 34 56 10")  # shares Ann's phone
    text = sent(dora, "Hello {first_name}, vote on Sunday!")
    carry(gateway)
    carry(gateway)
    [taken] = fake.taken
    assert (taken["to"], taken["sender"]) == ("+33612345610", "Hustings")
    assert taken["text"] == "Hustings: Hello Ann, vote on Sunday!\nReply STOP to end"
    row = TextMessage.objects.get()
    assert (row.state, row.person, row.n_parts, row.provider_id) == (State.SENT, ann, 1, taken["id"])
    assert pressure.of([ann.pk], timezone.now() - dt.timedelta(days=1)) == {ann.pk: 1}
    assert progress.finish(text) and TextBlast.objects.get().state == "sent"
    with pytest.raises(NotReady):
        actions.send(text=text, user=dora)


@pytest.mark.parametrize(("end", "state"), [("01", "failed"), ("02", "sent"), ("03", "sent"), ("04", "sent")])
def test_what_a_gateway_refuses_or_leaves_open_is_settled_and_nothing_is_sent_twice(
    dora, gateway, fake, end, state
):
    person("Ann", f"06 12 34 56 {end}")
    sent(dora)
    carry(gateway)
    TextMessage.objects.filter(state=State.QUEUED).update(due_at=timezone.now())
    carry(gateway)
    assert TextMessage.objects.get().state == state
    assert len(fake.taken) == (0 if state == "failed" else 1)


def test_a_key_that_a_gateway_may_have_forgotten_is_not_sent_again(dora, gateway, fake):
    person("Ann", "06 12 34 56 02")  # taken, and the answer cut off
    sent(dora)
    carry(gateway)
    row = TextMessage.objects.get()
    assert row.state == State.QUEUED and row.unsure_at
    now = timezone.now()
    TextMessage.objects.update(due_at=now, unsure_at=now - dt.timedelta(hours=11))  # a night later
    carry(gateway)
    assert TextMessage.objects.get().state == State.UNSURE and len(fake.taken) == 1


def test_a_gateway_that_keeps_no_keys_is_never_asked_twice(dora, fake, settings):
    settings.TWILIO_URL = fake.url
    road = gateway(fake, provider="twilio", settings={"account": "AC1", "sender": "Hustings"})
    for end in ("01", "02", "03", "10"):
        person("Ann", f"06 12 34 56 {end}")
    sent(dora)
    carry(road)
    TextMessage.objects.filter(state=State.QUEUED).update(due_at=timezone.now())
    carry(road)
    found = dict(TextMessage.objects.values_list("number", "state"))
    assert found == {
        "+33612345601": "failed", "+33612345602": "unsure", "+33612345603": "sent", "+33612345610": "sent",
    }  # fmt: skip
    assert Counter(each["to"] for each in fake.taken).most_common(1)[0][1] == 1
    assert all(0 < each["validity"] <= 36_000 for each in fake.taken)


def test_a_no_after_the_rows_were_written_is_kept(dora, gateway, fake):
    ann, ben, cem = (person(name, f"06 12 34 56 1{n}") for n, name in enumerate(("Ann", "Ben", "Cem")))
    sent(dora)
    persons_actions.record_consent(person=ann, purpose=Purpose.SMS, is_given=False, source="page")
    assert TextMessage.objects.get(person=ann).reason == "stopped"
    ben.phones.update(number="+33612345699")
    TextMessage.objects.filter(person=ann).update(state=State.QUEUED, reason="")  # as if it had slipped in
    carry(gateway)
    assert dict(TextMessage.objects.values_list("person", "reason")) == {
        ann.pk: "stopped", ben.pk: "no_number", cem.pk: "",
    }  # fmt: skip
    assert [each["to"] for each in fake.taken] == ["+33612345612"]


def test_nothing_leaves_at_night_and_no_carrier_is_told_to_try_so_long(dora, gateway, fake, monkeypatch):
    Campaign.objects.update_or_create(pk=1, defaults={"country": "fr"})
    person("Ann", "06 12 34 56 10")
    text = blast(dora)
    zone = dt.timezone(dt.timedelta(hours=1))
    evening = dt.datetime(2027, 1, 13, 20, 21, tzinfo=zone)  # a Wednesday
    monkeypatch.setattr(timezone, "now", lambda: evening)
    Precaution.objects.update_or_create(pk=1, defaults={"grace": 0})
    actions.send(text=text, user=dora)
    tasks.fill.call(text.pk)
    row = TextMessage.objects.get()
    assert row.due_at == dt.datetime(2027, 1, 14, 8, 0, tzinfo=zone)  # ten minutes are too few for a carrier
    TextMessage.objects.update(due_at=evening)
    carry(gateway, 1)
    assert not fake.taken and TextMessage.objects.get().due_at == row.due_at
    afternoon = dt.datetime(2027, 1, 14, 15, 0, tzinfo=zone)
    monkeypatch.setattr(timezone, "now", lambda: afternoon)
    carry(gateway)
    [taken] = fake.taken
    assert dt.datetime.fromisoformat(taken["send_before"]) == dt.datetime(2027, 1, 14, 20, 30, tzinfo=zone)


def test_a_dead_process_s_messages_go_on_or_are_unknown_and_a_living_one_is_left_alone(dora, gateway, fake):
    person("Ann", "06 12 34 56 10")
    sent(dora)
    now = timezone.now()
    other = TextMessage.objects.get().key
    assert leases.take(gateway, other, now)
    assert len(wire.claim(gateway, other, 5, now)) == 1  # and the process dies
    assert carry(gateway).n_sent == 0
    Gateway.objects.update(carrier_until=now - dt.timedelta(seconds=1))
    with pytest.raises(wire.LeaseLost):
        wire.claim(gateway, other, 5, now)
    assert carry(gateway).n_sent == 1
    TextMessage.objects.update(state=State.SENDING, claim=other)
    leases.take_over(gateway, gateway.uid, keeps_keys=False)
    assert TextMessage.objects.get().state == State.UNSURE


def test_a_gateway_that_takes_no_keys_rests_and_nothing_is_lost(dora, fake):
    road = gateway(fake)
    vault.keep(road, {"token": "wrong"})
    person("Ann", "06 12 34 56 10")
    sent(dora)
    assert carry(road).problem
    road.refresh_from_db()
    assert road.rests_until and road.problem and states() == {State.QUEUED: 1}
    vault.keep(road, {"token": "s3cret"})
    actions.turn(gateway=road, is_on=True)
    assert carry(road).n_sent == 1
    down = gateway(None, name="Nobody there")
    TextMessage.objects.update(state=State.QUEUED, gateway=down, sent_at=None)
    assert carry(down).problem and TextMessage.objects.get().tries == 1


def test_it_leaves_no_faster_than_the_gateway_takes(dora, fake):
    road = gateway(fake, per_second=5)
    for n in range(12):
        person("Ann", f"06 12 34 57 {n + 10}")
    sent(dora)
    began = time.monotonic()
    assert carry(road).n_sent == 12
    assert time.monotonic() - began > 1.2  # 5 at once, 7 at 5 a second


def test_a_large_text_needs_somebody_else_s_yes_to_exactly_this(dora, gateway):
    Precaution.objects.update_or_create(pk=1, defaults={"above": 1, "grace": 0})
    for n in range(2):
        person("Ann", f"06 12 34 56 1{n}")
    text = blast(dora)
    eve = user("eve", "communications")
    with pytest.raises(NotReady, match="approve"):
        actions.send(text=text, user=dora)
    with pytest.raises(NotReady, match="Somebody else"):
        actions.approve(text=text, user=dora)
    actions.approve(text=text, user=eve)
    actions.save_text(text=text, values={"body": "Another text"}, user=dora)
    text.refresh_from_db()
    with pytest.raises(NotReady, match="approve"):
        actions.send(text=text, user=dora)
    actions.approve(text=text, user=eve)
    assert actions.send(text=text, user=dora).started_at


def test_it_is_undone_paused_and_ended(dora, gateway, fake):
    person("Ann", "06 12 34 56 10")
    Precaution.objects.update_or_create(pk=1, defaults={"grace": 60})
    text = actions.send(text=blast(dora), user=dora)
    tasks.fill.call(text.pk)
    assert not TextMessage.objects.exists()  # a minute to think better of it
    assert actions.cancel(text=text, user=dora)
    text.refresh_from_db()
    assert text.is_draft
    text = sent(dora)
    assert actions.pause(text=text, user=dora)
    carry(gateway)
    assert not fake.taken
    assert actions.resume(text=text, user=dora)
    assert actions.cancel(text=text, user=dora)
    carry(gateway)
    assert not fake.taken and TextMessage.objects.get().reason == "cancelled"


def test_only_people_of_the_sender_s_territories_get_it(gateway, rhone):
    rae = user("rae", "communications", rhone)
    person("Ann", "06 12 34 56 10", zone=rhone)
    person("Ben", "06 12 34 56 11", zone=Zone.objects.get(code="30"))
    text = blast(rae)
    assert recipients.reach(text, rae).readers == 1
    Precaution.objects.update_or_create(pk=1, defaults={"grace": 0})
    actions.send(text=text, user=rae)
    tasks.fill.call(text.pk)
    assert [row.person.given_name for row in TextMessage.objects.all()] == ["Ann"]


def test_one_s_own_phone_gets_a_test_and_not_too_many(dora, gateway, fake):
    Precaution.objects.update_or_create(pk=1, defaults={"tests_per_hour": 1})
    text = blast(dora, "Hello {first_name}")
    actions.send_test(text=text, number="+33612345610", user=dora)
    with pytest.raises(NotReady):
        actions.send_test(text=text, number="+33612345610", user=dora)
    carry(gateway)
    assert fake.taken[0]["text"].startswith("Hustings: Hello Dora")
    assert not gateways.without_keys([gateway])
