"""A mailing of a topic goes to those who want it: when counted, queued, claimed and sent."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, send_gate, worker_leases
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import desk as preflight_desk
from hustings.outreach.preflight import fingerprints as preflight_fingerprints
from hustings.outreach.preflight import registry as preflight_registry
from hustings.people.persons.actions.topics import add_topic, choose_topic, retire_topic
from hustings.people.persons.models import Person, Topic
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import reader


@pytest.fixture(params=[True, False], ids=["in", "out"])
def topic(request: Any, mailing: Mailing) -> Topic:
    """The draft's, with those who said nothing in, then out."""
    mailing.topic = add_topic(names={"en": "Rides"}, is_default=request.param)
    mailing.save()
    return mailing.topic


def say(person: Person, topic: Topic, is_in: bool) -> None:
    choose_topic(person=person, topic=topic, is_in=is_in, source="test")


def test_who_is_out_of_the_topic_is_left_out_and_counted(mailing, topic, dora):
    say(reader("yes"), topic, True)
    say(reader("no"), topic, False)
    reader("silent")
    reach = audience.reach(mailing, dora)
    n = 2 if topic.is_default else 1
    assert (reach.segment, reach.unwilling, reach.off_topic, reach.readers) == (3, 0, 3 - n, n)
    assert queue(mailing, dora) == n
    assert not Delivery.objects.filter(address="no@example.org").exists()


def test_an_answer_after_the_rows_were_written_is_heard(mailing, topic, dora, sink):
    late, bea = reader("late"), reader("bea")
    for person in (late, bea):
        say(person, topic, True)
    queue(mailing, dora)
    say(late, topic, False)
    carry(mailing, sink)
    assert sink.taken() == ["bea@example.org"]
    left_out = Delivery.objects.get(person=late)
    assert (left_out.state, left_out.reason) == ("skipped", "off_topic")


def test_an_answer_between_claim_and_sending_is_heard(mailing, topic, dora):
    late = reader("late")
    say(late, topic, True)
    queue(mailing, dora)
    carrier = worker_leases.sign_on(60)
    (claimed,) = claims.claim(carrier, mailing, 10)
    say(late, topic, False)
    assert send_gate.leave(carrier, [claimed.key]) == set()
    late.topic_stands.all().delete()  # as if they had never said anything
    may = {claimed.key} if topic.is_default else set()
    assert send_gate.leave(carrier, [claimed.key]) == may


def test_no_mailing_of_a_retired_topic_leaves_and_a_copy_goes_without(mailing, dora, client):
    mailing.topic = add_topic(names={"en": "Rides"})
    mailing.save()
    reader("bea")
    client.force_login(dora)
    before = preflight_fingerprints.seen(mailing)
    assert (
        f'<option value="{mailing.topic.pk}" selected>'
        in client.get(f"/hq/mailings/writing/edit/{mailing.pk}/").text
    )
    retire_topic(topic=mailing.topic)
    with translation.override("en"):
        found = preflight_registry.at_once(preflight_desk.Desk(mailing, dora))
        assert "Its topic is no longer in use. Choose another topic, or none." in [
            one.whole for one in found if one.stops
        ]
    client.post(f"/hq/mailings/{mailing.pk}/copy/")
    copy = Mailing.objects.latest("pk")
    assert (copy.pk > mailing.pk, copy.topic) == (True, None)
    mailing.topic = None
    assert preflight_fingerprints.seen(mailing) != before


def test_the_link_of_a_letter_leaves_its_topic_alone(mailing, client: Client):
    mailing.topic = add_topic(names={"fr": "Covoiturage"})
    mailing.save()
    ann = reader("ann")
    delivery = Delivery.objects.create(mailing=mailing, person=ann, address="ann@example.org")
    path = f"/u/{delivery_tokens.make(delivery.pk)}/"
    assert 'value="leave_topic"' in client.get(path).text
    assert not ann.topic_answers.exists(), "looking changes nothing"
    page = client.post(path, {"deed": "leave_topic"}).text
    assert "Covoiturage" in page
    assert 'value="leave_topic"' not in page
    assert 'value="unsubscribe"' in page
    assert (ann.topic_stands.get().is_in, ann.consents.get().is_given) == (False, True)
    assert ann.activities.filter(kind="topic.out", user=None).count() == 1
