"""Sending, to a real server: signed, tried again, and never for ever."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.lib.web.safe_http import Answer
from hustings.foundation.webhooks import actions, addresses, outbox, sending, signing, tasks
from hustings.foundation.webhooks.models import Delivery, Endpoint
from hustings.people.persons.actions import add_person
from tests.cast.foundation.webhooks.fixtures import send, set_up

pytestmark = pytest.mark.django_db
ERASED = "people.erased"


def let_rest_end() -> None:
    """Three days pass, or as long as anything waits."""
    Endpoint.objects.update(rests_until=None)
    for row in Delivery.objects.filter(due_at__gt=timezone.now()):
        Delivery.objects.filter(pk=row.pk).update(due_at=row.due_at - timedelta(days=1))


def test_an_event_arrives_once_signed_as_the_standard_says(dora, receiver, run_tasks):
    endpoint, receiver.secret = set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, 12)
    send(run_tasks)
    send(run_tasks)
    ((number, said),) = receiver.got
    delivery = endpoint.deliveries.get()
    assert said == {"type": ERASED, "timestamp": said["timestamp"], "data": {"person": {"id": 12}}}
    assert number == delivery.webhook_id and receiver.genuine == [True]
    assert (delivery.status, delivery.n_tries, delivery.state[0]) == (204, 1, "done")


def test_the_signature_of_the_standards_own_example():
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    made = signing.headers([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_new_secret_and_the_old_one_sign_for_a_day(dora, receiver, run_tasks):
    endpoint, old = set_up(receiver.url, [ERASED], dora)
    new = actions.renew_secret(endpoint=endpoint, user=dora)
    for receiver.secret in (old, new):
        outbox.tell(ERASED, 1)
        send(run_tasks)
    assert receiver.genuine == [True, True] and old != new
    Endpoint.objects.update(old_until=timezone.now())
    receiver.secret = old
    outbox.tell(ERASED, 2)
    send(run_tasks)
    assert receiver.genuine == [True, True, False]
    assert new not in str(Endpoint.objects.values())


def test_one_that_fails_rests_longer_each_time_and_is_paused_after_three_days(
    dora, receiver, run_tasks, mailoutbox
):
    receiver.status = 500
    endpoint, _secret = set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, *range(30))
    send(run_tasks)
    assert len(receiver.got) == 8, "nothing comes through: the others wait"
    send(run_tasks)
    assert len(receiver.got) == 8, "it rests"
    pauses = []
    for _n in range(sending.PATIENCE.attempts):
        endpoint.refresh_from_db()
        pauses.append(endpoint.rests_until - timezone.now())
        let_rest_end()
        send(run_tasks)
    assert timedelta(hours=48) < sum(pauses, timedelta()) < timedelta(hours=120)
    endpoint.refresh_from_db()
    assert endpoint.paused_why == Endpoint.Why.FAILING and len(receiver.got) == 8 * 21
    (mail,) = mailoutbox
    assert mail.to == ["dora@example.org"] and f"/hq/webhooks/{endpoint.pk}/" in mail.body
    receiver.status = 200
    actions.resume(endpoint=endpoint, user=dora)
    send(run_tasks)
    assert len(receiver.times()) == 30 and not Delivery.objects.filter(sent_at=None).exists()


def test_a_single_event_that_it_refuses_holds_up_no_other(dora, receiver, run_tasks):
    endpoint, _secret = set_up(receiver.url, [ERASED], dora)
    receiver.statuses = {actions.TEST: 500}
    actions.test(endpoint=endpoint)
    outbox.tell(ERASED, *range(20))
    send(run_tasks)
    for n in range(sending.PATIENCE.attempts + 2):
        let_rest_end()
        outbox.tell(ERASED, 100 + n)
        send(run_tasks)
    refused = endpoint.deliveries.get(event=actions.TEST)
    assert (refused.status, refused.state[0]) == (500, "failed")
    endpoint.refresh_from_db()
    assert endpoint.paused_at is None
    assert not endpoint.deliveries.exclude(pk=refused.pk).filter(sent_at=None).exists()


def test_gone_ends_it_at_once(dora, receiver, run_tasks, mailoutbox, client):
    receiver.status = 410
    endpoint, _secret = set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, 1)
    send(run_tasks)
    let_rest_end()
    send(run_tasks)
    endpoint.refresh_from_db()
    assert endpoint.paused_why == Endpoint.Why.GONE and len(receiver.got) == 1 and len(mailoutbox) == 1
    client.force_login(dora)
    assert "Webhook “Tool” is paused" in client.get("/hq/", headers={"accept-language": "en"}).text


def test_no_redirect_is_followed(dora, receiver, run_tasks):
    receiver.status = 307
    set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, 1)
    send(run_tasks)
    assert len(receiver.got) == 1 and Delivery.objects.get().status == 307
    assert Delivery.objects.get().sent_at is None


@pytest.mark.parametrize("way", ["hangs", "drips"])
def test_a_receiver_that_hangs_is_left_in_time(dora, receiver, run_tasks, monkeypatch, way):
    monkeypatch.setattr(addresses, "SECONDS", 0.5)
    receiver.seconds, receiver.drips = 3.0, way == "drips"
    set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, *range(50))
    began = time.monotonic()
    send(run_tasks)
    assert time.monotonic() - began < 2
    assert list(Delivery.objects.exclude(trouble="").values_list("trouble", flat=True)) == ["unreachable"] * 8


def test_a_private_address_is_refused_at_the_connection_too(dora, receiver, run_tasks, settings):
    set_up(receiver.url.replace("http", "https"), [ERASED], dora)
    settings.WEBHOOK_NETWORKS = []
    outbox.tell(ERASED, 1)
    send(run_tasks)
    assert Delivery.objects.get().trouble == "private" and not receiver.got


def test_what_is_gone_by_then_is_not_told(dora, receiver, run_tasks):
    set_up(receiver.url, ["people.added"], dora)
    person = add_person(given_name="Ada")
    person.delete()
    send(run_tasks)
    assert not receiver.got and Delivery.objects.get().trouble == "nothing"
    assert Endpoint.objects.get().n_failed == 0


def test_a_lost_secret_key_pauses_in_words(dora, receiver, run_tasks, settings):
    endpoint, _secret = set_up(receiver.url, [ERASED], dora)
    settings.SECRET_KEY = "another"
    outbox.tell(ERASED, 1)
    send(run_tasks)
    endpoint.refresh_from_db()
    assert endpoint.paused_why == Endpoint.Why.KEY and not receiver.got
    receiver.secret = actions.renew_secret(endpoint=endpoint, user=dora)
    actions.resume(endpoint=endpoint, user=dora)
    send(run_tasks)
    assert receiver.genuine == [True]


def test_the_next_minute_begins_what_nobody_has_begun(dora, receiver, run_tasks):
    set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, 1)
    assert run_tasks() == 0, "the process was killed after its commit"
    send(run_tasks)
    assert len(receiver.got) == 1


def test_after_a_restore_nobody_is_told_before_the_team_says_so(dora, receiver, run_tasks):
    endpoint, _secret = set_up(receiver.url, [ERASED], dora)
    outbox.tell(ERASED, 1)
    actions.pause_restored("default", timezone.now())
    send(run_tasks)
    assert not receiver.got
    endpoint.refresh_from_db()
    assert endpoint.paused_why == Endpoint.Why.RESTORED


def test_a_mail_about_a_pause_goes_to_the_directors_where_its_maker_is_none_any_more(dora, alice, mailoutbox):
    endpoint, _secret = set_up("https://tool.example", [ERASED], dora)
    Endpoint.objects.update(user=alice, paused_at=timezone.now(), paused_why="gone")
    endpoint.refresh_from_db()
    assert tasks._told(endpoint) == [dora]


def test_an_answer_says_whether_it_was_taken():
    assert [Answer(status).is_taken for status in (0, 199, 200, 204, 299, 301)] == [
        False, False, True, True, True, False
    ]  # fmt: skip
