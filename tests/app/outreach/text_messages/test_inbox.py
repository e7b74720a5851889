"""What gateways tell: STOP before anything, receipts in any order, nobody who signs wrongly."""

import hmac
import time
from base64 import b64encode
from hashlib import sha1

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.outreach.review.models import Precaution
from hustings.outreach.text_messages import actions, inbox, recipients, restored, tasks
from hustings.outreach.text_messages.gateways.port import Receipt, Told
from hustings.outreach.text_messages.models import Gateway, Incoming, TextBlast, TextMessage
from hustings.people.contacts.actions.contacts import log_contact
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.models import ConsentEntry, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from tests.cast.outreach.texting import blast, carry, gateway, person, signed

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State, Kind = TextMessage.State, TextMessage.Kind
ANN = "+33612345610"


def post(row, at=None, **said):
    raw, headers = signed(said, at or time.time())
    url = reverse("text_messages_webhook", args=[row.uid])
    return Client().post(url, raw, content_type="application/json", **headers)


def stop(row, text="STOP", number="+33612345610", key="in-1"):
    return post(row, incoming=[{"id": key, "from": number, "text": text}])


def queued(dora):
    Precaution.objects.update_or_create(pk=1, defaults={"grace": 0})
    made = actions.send(text=blast(dora), user=dora)
    tasks.fill.call(made.pk)
    return made


def test_stop_ends_the_consent_of_all_with_that_number_and_what_waits_and_is_answered_once(
    dora, gateway, fake
):
    ann, ben = person("Ann", "06 12 34 56 10"), person("Ben", "06 12 34 56 10")
    queued(dora)
    for n, words in enumerate(("Arrêt !", "STOP", "stop")):
        assert stop(gateway, words, key=f"in-{n}").status_code == 204
    assert stop(gateway, key="in-0").status_code == 204  # told again
    assert not ann.consents.live().exists() and not ben.consents.live().exists()
    assert ConsentEntry.objects.filter(is_given=False, source="text").count() == 2
    assert TextMessage.objects.get(kind=Kind.TEXT).reason == "stopped"
    carry(gateway)
    [taken] = fake.taken
    assert (taken["to"], taken["text"]) == (ANN, "Hustings: you will get no more texts from us.")
    assert [row.is_stop for row in Incoming.objects.order_by("pk")] == [True] * 3
    lines = [entry.sentence for entry in timeline.page(ann)[0]]
    assert any("Arrêt !" in line for line in lines)


def test_a_number_that_said_stop_gets_nothing_though_a_list_brings_an_older_yes(dora, gateway):
    assert stop(gateway).status_code == 204  # of nobody whom we know
    late = person("Ann", "06 12 34 56 10", agrees=False)
    persons_actions.record_consent(
        person=late, purpose=Purpose.SMS, is_given=True, source="list",
        given_at=timezone.now() - timezone.timedelta(days=9),
    )  # fmt: skip
    assert recipients.numbers([late.pk]) == {}
    persons_actions.record_consent(person=late, purpose=Purpose.SMS, is_given=True, source="page")
    assert recipients.numbers([late.pk]) == {late.pk: ANN}
    assert not TextMessage.objects.exists()


def test_other_words_end_nothing(dora, gateway):
    ann = person("Ann", "06 12 34 56 10")
    assert stop(gateway, "At which bus stop do we meet on Saturday?").status_code == 204
    assert ann.consents.live().exists() and Incoming.objects.get().person == ann


def test_receipts_count_in_any_order_and_any_number(dora, gateway):
    person("Ann", "06 12 34 56 10")
    queued(dora)
    carry(gateway)
    row = TextMessage.objects.get()
    told = {"id": row.provider_id, "key": str(row.key)}
    news = (("failed", "failed"), ("sent", "failed"), ("delivered", "delivered"), ("failed", "delivered"))
    for status, state in news:
        assert post(gateway, receipts=[told | {"status": status}] * 2).status_code == 204
        assert TextMessage.objects.get().state == state
    assert post(gateway, receipts=[{"id": "nobody's", "status": "sent"}]).status_code == 204


def test_a_receipt_settles_what_was_unknown_and_may_come_before_the_answer(dora, gateway):
    person("Ann", "06 12 34 56 10")
    queued(dora)
    row = TextMessage.objects.get()
    TextMessage.objects.update(state=State.UNSURE)
    assert inbox.receive(gateway, [Receipt("delivered", row.key, "id-9")]) == 1
    row.refresh_from_db()
    assert (row.state, row.provider_id) == (State.DELIVERED, "id-9") and row.sent_at


def test_whoever_signs_wrongly_or_late_is_not_heard(gateway):
    said = {"incoming": [{"id": "1", "from": ANN, "text": "STOP"}]}
    assert post(gateway, at=time.time() - 3_600, **said).status_code == 403
    url = reverse("text_messages_webhook", args=[gateway.uid])
    assert Client().post(url, b"{}", content_type="application/json").status_code == 403
    nobody = signed(said, time.time())
    assert Client().post(
        url.replace(str(gateway.uid)[:8], "00000000"), nobody[0], **nobody[1], content_type="application/json"
    ).status_code in {302, 404}
    assert post(gateway, incoming=[{"text": "no id"}]).status_code == 400
    assert not Incoming.objects.exists()


def test_twilio_s_signature_receipts_and_texts(dora, settings):
    road = gateway(None, provider="twilio", settings={"account": "AC1", "sender": "+33700000000"})
    person("Ann", "06 12 34 56 10")
    queued(dora)
    row = TextMessage.objects.get()
    path = reverse("text_messages_webhook", args=[road.uid])

    def call(query="", **form):
        url = f"{settings.BASE_URL}{path}{query}"
        words = url + "".join(f"{name}{form[name]}" for name in sorted(form))
        made = b64encode(hmac.digest(b"s3cret", words.encode(), sha1)).decode()
        return Client().post(path + query, form, HTTP_X_TWILIO_SIGNATURE=made).status_code

    assert call(f"?key={row.key}", MessageSid="SM1", MessageStatus="undelivered", ErrorCode="30036") == 204
    row.refresh_from_db()
    assert (row.state, row.provider_id, row.said) == (State.EXPIRED, "SM1", "30036")
    assert call(MessageSid="SM2", From=ANN, Body="Stop svp") == 204
    assert Incoming.objects.get().is_stop
    assert Client().post(path, {"MessageSid": "SM3", "From": ANN, "Body": "STOP"}).status_code == 403


def test_the_dead_get_nothing_and_the_erased_leave_nothing(dora, gateway, fake):
    ann = person("Ann", "06 12 34 56 10")
    ben = person("Ben", "06 12 34 56 11")
    queued(dora)
    stop(gateway, number="+33612345611")
    log_contact(person=ann, method="visit", outcome="deceased", user=dora)
    assert {row.reason for row in TextMessage.objects.filter(kind=Kind.TEXT)} == {"stopped"}
    privacy_actions.erase_person(person=ben, user=dora)
    assert not Incoming.objects.exists() and not Person.objects.filter(pk=ben.pk).exists()


def test_a_backup_that_is_put_back_sends_nothing_by_itself(dora, gateway, fake):
    person("Ann", "06 12 34 56 10")
    text = queued(dora)
    actions.send_test(text=text, number=ANN, user=dora)
    Gateway.objects.update(carrier=gateway.uid, carrier_until=timezone.now() + timezone.timedelta(hours=1))
    restored.hold("default", timezone.now())
    assert carry(gateway).n_sent == 0 and not fake.taken
    text = TextBlast.objects.get()
    assert text.is_restored and text.state == "paused"
    actions.resume(text=text, user=dora)
    assert carry(gateway).n_sent == 1


def test_told_at_once_stops_are_read_first(dora, gateway):
    ann = person("Ann", "06 12 34 56 10")
    post(gateway, incoming=[
        {"id": "1", "from": ANN, "text": "Hello?"}, {"id": "2", "from": ANN, "text": "STOP"},
    ])  # fmt: skip
    assert [row.provider_id for row in Incoming.objects.order_by("pk")] == ["2", "1"]
    assert not ann.consents.live().exists()
    inbox.take(gateway, Told())
