"""The delivery loop against a mail server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery import actions as delivery_actions
from hustings.outreach.delivery import queue as delivery_queue
from hustings.outreach.delivery import tasks as tasks_delivery
from hustings.outreach.delivery.models import Delivery, WorkerLease
from hustings.outreach.delivery.worker import claims, send_gate, worker_leases
from hustings.outreach.delivery.worker.loop import DeliveryLoop
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.mailings import audience
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Email, Purpose
from tests.cast.outreach.fixtures import reader
from tests.conftest import user

pytestmark = pytest.mark.both

State = Delivery.State


def queue(mailing, sender):
    """Send, and write the rows without a worker."""
    dispatch_actions.send(mailing=mailing, user=sender)
    n = sum(delivery_queue.queue(mailing))
    Mailing.objects.filter(pk=mailing.pk).update(
        state=Mailing.State.SENDING, queued_at=timezone.now(), n_deliveries=n
    )
    mailing.refresh_from_db()
    return n


def carry(mailing, sink, seconds=5.0, **ways):
    round_ = DeliveryLoop(mailing, to=sink.server, n_connections=ways.pop("n_connections", 3), **ways)
    round_.run(seconds)
    return round_


@pytest.fixture
def zoe(campaign, france):
    return reader("zoé", Zone.objects.get(name="Lyon"), address="zoe@example.org")


@pytest.mark.parametrize("ways", [[], ["plain"]])
def test_each_reader_gets_one_letter(mailing, dora, start_sink, ways):
    sink = start_sink(*ways)
    for n in range(40):
        reader(f"r{n}")
    assert queue(mailing, dora) == 40
    round_ = carry(mailing, sink)
    assert sorted(sink.taken()) == sorted(f"r{n}@example.org" for n in range(40))
    assert len(set(sink.ids())) == 40
    assert round_.problem == ""
    assert Delivery.objects.counts() == {"sent": 40}
    assert claims.finish(mailing)
    assert not WorkerLease.objects.exists()


def test_only_consenting_reachable_people_of_ones_own_zones_are_queued(mailing, zoe, rhone):
    nimes, lyon = Zone.objects.get(name="Nîmes"), Zone.objects.get(name="Lyon")
    reader("elsewhere", nimes)
    reader("silent", lyon, agrees=False)
    bouncing = reader("bouncing", lyon)
    bouncing.emails.update(status=Email.Status.BOUNCING)
    second = reader("second", lyon)
    second.emails.update(status=Email.Status.BOUNCING, position=0)
    Email.objects.create(person=second, address="other@example.org", key="other@example.org", position=1)
    nowhere = reader("nowhere", lyon)
    nowhere.emails.all().delete()
    local = user("lou", Role.COMMUNICATIONS, rhone)
    reach = audience.reach(mailing, local)
    assert (reach.segment, reach.elsewhere, reach.no_consent, reach.no_address) == (5, 0, 1, 1)
    assert reach.is_local, "how many there are in all is not for a local team"
    assert (reach.bouncing, reach.readers) == (1, 2)
    assert queue(mailing, local) == 2
    rows = Delivery.objects.order_by("pk").values_list("person", "address")
    assert list(rows) == [(zoe.pk, "zoe@example.org"), (second.pk, "other@example.org")]
    assert sum(delivery_queue.queue(mailing)) == 0  # a second run adds nobody


def test_who_withdraws_after_the_rows_were_written_gets_nothing(mailing, dora, zoe, sink):
    reader("bea")
    queue(mailing, dora)
    record_consent(person=zoe, purpose=Purpose.EMAIL, is_given=False, source="test")
    carry(mailing, sink)
    assert sink.taken() == ["bea@example.org"]
    left_out = Delivery.objects.get(person=zoe)
    assert (left_out.state, left_out.reason) == (State.SKIPPED, "no_consent")


def test_who_withdraws_between_claim_and_sending_gets_nothing(mailing, dora, zoe):
    queue(mailing, dora)
    carrier = worker_leases.sign_on(60)
    (claimed,) = claims.claim(carrier, mailing, 10)
    assert not claimed.unfit
    record_consent(person=zoe, purpose=Purpose.EMAIL, is_given=False, source="test")
    assert send_gate.leave(carrier, [claimed.key]) == set()


def test_a_changed_address_is_the_one_written_to(mailing, dora, zoe, sink):
    queue(mailing, dora)
    zoe.emails.update(address="new@example.org", key="new@example.org")
    carry(mailing, sink)
    assert sink.taken() == ["new@example.org"]
    assert Delivery.objects.get().address == "new@example.org"


@pytest.mark.parametrize("ways", [[], ["plain"]])
def test_refusals_are_told_apart(mailing, dora, start_sink, ways):
    sink = start_sink(*ways)
    for name in ["refuse1", "later1", "spam1", "ann", "wide1", "refuse2", "bea", "later2"]:
        reader(name)
    queue(mailing, dora)
    round_ = carry(mailing, sink, n_connections=1)
    assert sorted(sink.taken()) == ["ann@example.org", "bea@example.org", "wide1@example.org"]
    found = {row.address.partition("@")[0]: row for row in Delivery.objects.all()}
    assert found["refuse1"].state == found["spam1"].state == State.FAILED
    assert (found["refuse1"].reason, found["refuse1"].said) == ("refused", "550 5.1.1 nobody of that name")
    assert found["later1"].state == State.QUEUED
    assert found["later1"].due_at > timezone.now() + timedelta(minutes=4)
    assert round_.problem == ""
    assert not claims.finish(mailing)
    assert claims.next_due(mailing) == min(found["later1"].due_at, found["later2"].due_at)


def test_a_server_that_stays_busy_is_given_up_after_a_day(mailing, dora, sink):
    reader("later")
    queue(mailing, dora)
    waited = timedelta()
    while Delivery.objects.get().state == State.QUEUED:
        carry(mailing, sink, n_connections=1)
        waited += max(timedelta(), Delivery.objects.get().due_at - timezone.now())
        Delivery.objects.update(due_at=timezone.now())
    assert Delivery.objects.get().state == State.FAILED
    assert timedelta(hours=12) < waited < timedelta(hours=48)


def test_a_letter_whose_answer_is_lost_is_unsure_and_never_resent(mailing, dora, sink):
    for name in ["cut1", "ann", "bea"]:
        reader(name)
    queue(mailing, dora)
    for _ in range(3):
        carry(mailing, sink, n_connections=1)
    assert sorted(sink.taken()) == ["ann@example.org", "bea@example.org", "cut1@example.org"]
    assert Delivery.objects.get(address="cut1@example.org").state == State.UNSURE
    assert Delivery.objects.counts() == {"sent": 2, "unsure": 1}


@pytest.fixture
def doubtful(mailing, dora, sink):
    """A mailing that has ended, one of its two letters unsure: its worker was killed."""
    for name in ["ann", "bea"]:
        reader(name)
    queue(mailing, dora)
    carrier = worker_leases.sign_on(-1)
    (claimed,) = claims.claim(carrier, mailing, 1)
    send_gate.leave(carrier, [claimed.key])
    carry(mailing, sink)  # closes the lapsed run first
    assert Delivery.objects.counts() == {"sent": 1, "unsure": 1}
    assert claims.finish(mailing)
    mailing.refresh_from_db()
    return mailing


def test_unsure_letters_leave_again_when_told(doubtful, dora, sink):
    unsure = Delivery.objects.get(state=State.UNSURE)
    assert delivery_actions.send_unsure_again(mailing=doubtful, user=dora) == 1
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.finished_at) == (Mailing.State.SENDING, None)
    send_gate.settle(WorkerLease(pk=unsure.carrier_id), [unsure.pk])  # a word too late
    carry(doubtful, sink)
    assert sorted(sink.taken()) == ["ann@example.org", "bea@example.org"]
    assert claims.finish(doubtful)
    assert Delivery.objects.counts() == {"sent": 2}
    assert delivery_actions.send_unsure_again(mailing=doubtful, user=dora) == 0
    doubtful.refresh_from_db()
    assert doubtful.state == Mailing.State.SENT  # nothing was unsure: it has not begun again


def test_unsure_letters_of_those_who_left_meanwhile_do_not_leave_again(doubtful, dora, start_sink):
    person = Delivery.objects.get(state=State.UNSURE).person
    record_consent(person=person, purpose=Purpose.EMAIL, is_given=False, source="test")
    delivery_actions.send_unsure_again(mailing=doubtful, user=dora)
    again = start_sink()
    carry(doubtful, again)
    assert again.taken() == []
    assert Delivery.objects.counts() == {"sent": 1, "skipped": 1}


def test_unsure_letters_are_counted_as_handed_over_when_told(doubtful, dora, alice):
    with pytest.raises(mailings_refusals.Refused):
        delivery_actions.count_unsure_as_sent(mailing=doubtful, user=alice)
    assert delivery_actions.count_unsure_as_sent(mailing=doubtful, user=dora) == 1
    assert Delivery.objects.counts() == {"sent": 2}
    assert Delivery.objects.filter(sent_at=doubtful.finished_at).count() == 1


def test_nothing_of_a_cancelled_mailing_leaves_again(mailing, dora, zoe):
    queue(mailing, dora)
    Delivery.objects.update(state=State.UNSURE)
    dispatch_actions.cancel(mailing=mailing, user=dora)
    with pytest.raises(mailings_refusals.Refused):
        delivery_actions.send_unsure_again(mailing=mailing, user=dora)
    assert delivery_actions.count_unsure_as_sent(mailing=mailing, user=dora) == 1


def test_a_paused_mailing_lets_nothing_leave_and_goes_on_later(mailing, dora, sink):
    for n in range(5):
        reader(f"r{n}")
    queue(mailing, dora)
    carrier = worker_leases.sign_on(60)
    claimed = claims.claim(carrier, mailing, 2)
    dispatch_actions.pause(mailing=mailing, user=dora)
    assert send_gate.leave(carrier, [row.key for row in claimed]) == set()
    worker_leases.sign_off(carrier)
    carry(mailing, sink)
    assert sink.taken() == []
    dispatch_actions.resume(mailing=mailing, user=dora)
    carry(mailing, sink)
    assert len(sink.taken()) == 5


def test_a_cancelled_mailing_is_over(mailing, dora, zoe, sink):
    queue(mailing, dora)
    dispatch_actions.cancel(mailing=mailing, user=dora)
    carry(mailing, sink)
    assert sink.taken() == []
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.resume(mailing=mailing, user=dora)


def test_an_unreachable_server_is_told_and_loses_nothing(mailing, dora, zoe, sink):
    queue(mailing, dora)
    gone = type(sink)(1, sink.log)
    round_ = carry(mailing, gone)
    assert round_.problem == "no_server" and "127.0.0.1:1" in round_.said
    assert Delivery.objects.get().state == State.QUEUED
    carry(mailing, sink)
    assert sink.taken() == ["zoe@example.org"]


def test_a_refused_sender_pauses_instead_of_failing_everybody(mailing, campaign, dora, zoe, sink, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    campaign.sender_address = "bad@elan.example.org"
    campaign.save()
    dispatch_actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    tasks_delivery.deliver.call(mailing.pk)
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.PAUSED
    assert mailing.problem == "sender_refused" and "550 who are you?" in mailing.problem_said
    assert Delivery.objects.get().state == State.QUEUED


def test_the_tasks_carry_a_mailing_to_its_end(mailing, dora, zoe, sink, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    dispatch_actions.send(mailing=mailing, user=dora)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    tasks.queue.call(mailing.pk)  # twice does no harm
    tasks_delivery.deliver.call(mailing.pk)
    tasks_delivery.deliver.call(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.n_deliveries, mailing.problem) == (Mailing.State.SENT, 1, "")
    assert sink.taken() == ["zoe@example.org"]


def test_only_who_may_send_sends(mailing, alice, mallory):
    for who in (alice, mallory):
        with pytest.raises(mailings_refusals.Refused):
            dispatch_actions.send(mailing=mailing, user=who)
