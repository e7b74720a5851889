"""OVHcloud: signed requests, receipts by a secret address, replies and STOPs that are fetched."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.outreach.text_messages import gateways
from hustings.outreach.text_messages.actions import post_box
from hustings.outreach.text_messages.gateways.port import Down
from hustings.outreach.text_messages.models import Conversation, Gateway, Incoming, TextMessage
from hustings.people.persons.models import Consent
from tests.app.outreach.text_messages.test_sending import sent
from tests.cast.outreach import texting
from tests.cast.outreach.texting import carry, person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ABOUT = {"service": "sms-ab1-1", "application_key": "app", "sender": ""}


@pytest.fixture
def road(fake, settings) -> Gateway:
    settings.OVH_URL = fake.url
    return texting.gateway(fake, provider="ovh", settings=ABOUT)


def test_each_message_is_one_signed_job_and_none_is_sent_twice(dora, road, fake):
    for end in ("01", "02", "03", "10"):
        person("Ann", f"06 12 34 56 {end}")
    sent(dora)
    carry(road)
    TextMessage.objects.filter(state="queued").update(due_at=timezone.now())
    carry(road)
    assert dict(TextMessage.objects.values_list("number", "state")) == {
        "+33612345601": "failed", "+33612345602": "unsure", "+33612345603": "sent", "+33612345610": "sent",
    }  # fmt: skip
    assert Counter(each["to"] for each in fake.taken).most_common(1)[0][1] == 1
    job: dict[str, Any] = fake.taken[-1]["job"]
    assert job["senderForResponse"] and job["noStopClause"] and 0 < job["validityPeriod"] < 24 * 60


def test_a_name_as_sender_lets_ovhcloud_say_how_to_stop(dora, road, fake):
    Gateway.objects.update(settings=ABOUT | {"sender": "Hustings"})
    person("Ann", "06 12 34 56 10")
    sent(dora)
    carry(road)
    [one] = fake.taken
    assert one["job"]["sender"] == "Hustings" and "noStopClause" not in one["job"]


def test_wrong_keys_rest_the_gateway_and_the_trial_says_so(dora, road, fake):
    gateways.of(road).check(road)
    Gateway.objects.update(settings=ABOUT | {"application_key": "other"})
    road.refresh_from_db()
    with pytest.raises(Down):
        gateways.of(road).check(road)
    person("Ann", "06 12 34 56 10")
    sent(dora)
    assert carry(road).problem and TextMessage.objects.get().state == "queued" and not fake.taken
    post_box.empty()  # no fault of ours: the next look may be let in
    assert not Incoming.objects.exists()
    Gateway.objects.update(settings={})
    road.refresh_from_db()
    with pytest.raises(Down):
        gateways.of(road).check(road)


def test_receipts_come_to_an_address_that_nobody_guesses(dora, road, fake):
    person("Ann", "06 12 34 56 10")
    sent(dora)
    carry(road)
    row = TextMessage.objects.get()
    address = gateways.address(road).partition("/m/")[2]
    assert Client().get(f"/m/{address}&id={row.provider_id}&dlr=1").status_code == 204
    row.refresh_from_db()
    assert row.state == "delivered"
    assert Client().get(f"/m/{address}&id={row.provider_id}&dlr=64").status_code == 204
    assert Client().get(f"/m/{address}&id=&dlr=1").status_code == 400
    assert Client().get(f"/m/{address}x&id={row.provider_id}&dlr=2").status_code == 403


def test_replies_and_stops_are_fetched_and_count_once(dora, road):
    ann, ben, cem = (person(name, f"06 12 34 56 7{n}") for name, n in (("Ann", 8), ("Ben", 6), ("Cem", 7)))
    for _look in range(2):
        post_box.empty()
    said = dict(Incoming.objects.values_list("person", "is_stop"))
    assert said == {ann.pk: False, ben.pk: True, cem.pk: True}  # one to us, one to OVHcloud itself
    willing = Consent.objects.filter(is_given=True, purpose="sms").values_list("person", flat=True)
    assert [*willing] == [ann.pk] and Conversation.objects.get().person == ann
