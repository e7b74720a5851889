"""Letters through a provider's HTTP, another process in its place; killed workers included."""

import logging
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.utils import timezone

from hustings.outreach.delivery import queue as delivery_queue
from hustings.outreach.delivery import tasks as tasks_delivery
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.transports import providers
from hustings.outreach.delivery.worker import claims
from hustings.outreach.delivery.worker.loop import DeliveryLoop
from hustings.outreach.dispatch import actions, tasks
from hustings.outreach.mailings.models import Mailing
from tests import forking
from tests.app.outreach.delivery.test_delivery import queue
from tests.cast.outreach.fixtures import reader
from tests.system.outreach.delivery.test_kill import fill, raise_worker

__all__ = ["raise_worker"]
State = Delivery.State


@pytest.fixture
def start(tmp_path, settings):
    """Start a provider; what it took is in its log."""
    running = []

    def run(*words):
        log = tmp_path / "provider.log"
        log.touch()
        script = Path(__file__).parents[3] / "cast/outreach/provider.py"
        command = [sys.executable, str(script), str(log), *words]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        port = int(process.stdout.readline())
        settings.MAIL_PROVIDER = f"postmark://s3cret@?api_url=http://127.0.0.1:{port}/"
        return log

    yield run
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def carry(mailing, n_connections=3):
    round_ = DeliveryLoop(mailing, n_connections=n_connections)
    round_.run(8.0)
    return round_


def taken(log):
    return [line.split()[1] for line in log.read_text().splitlines()]


def test_each_reader_gets_one_letter_and_its_name_there_is_kept(mailing, dora, start):
    log = start()
    for n in range(12):
        reader(f"r{n}")
    queue(mailing, dora)
    assert carry(mailing).problem == ""
    assert sorted(taken(log)) == sorted(f"r{n}@example.org" for n in range(12))
    assert Delivery.objects.counts() == {"sent": 12}
    assert all(row.provider_id == f"id-of-{row.pk}" for row in Delivery.objects.all())
    assert "Hello" in log.read_text() and "cut" not in log.read_text()
    assert claims.finish(mailing)


def test_refusals_are_told_apart(mailing, dora, start):
    log = start()
    for name in ["refuse1", "ann", "cut1", "bea", "fault1"]:
        reader(name)
    queue(mailing, dora)
    carry(mailing, 1)
    carry(mailing, 1)
    names = ["ann", "bea", "cut1", "fault1"]
    assert sorted(taken(log)) == [f"{name}@example.org" for name in names], "and none again"
    found = {row.address.partition("@")[0]: row for row in Delivery.objects.all()}
    assert {name: row.state for name, row in found.items()} == {
        "refuse1": State.FAILED, "ann": State.SENT, "bea": State.SENT, "cut1": State.UNSURE,
        "fault1": State.UNSURE,
    }  # fmt: skip


def test_a_provider_that_wants_us_to_wait_costs_no_letter_a_try(mailing, dora, start):
    start()
    reader("later")
    queue(mailing, dora)
    round_ = carry(mailing)
    assert round_.problem and "429" in round_.said and not round_.must_pause
    assert set(Delivery.objects.values_list("state", "attempts")) == {("queued", 0)}


def test_a_wrong_key_pauses_and_is_never_told(mailing, dora, start, settings, caplog):
    start()
    reader("ann")
    queue(mailing, dora)
    settings.MAIL_PROVIDER = settings.MAIL_PROVIDER.replace("s3cret", "wr0ng")
    with caplog.at_level(logging.DEBUG):
        round_ = carry(mailing)
    assert round_.must_pause and round_.problem and "401" in round_.said
    assert "wr0ng" not in round_.said + caplog.text
    assert Delivery.objects.get().state == State.QUEUED


def test_a_provider_that_is_gone_loses_nothing(mailing, dora, settings):
    settings.MAIL_PROVIDER = "postmark://s3cret@?api_url=http://127.0.0.1:1/"
    reader("ann")
    queue(mailing, dora)
    assert carry(mailing).problem
    assert Delivery.objects.get().state == State.QUEUED


def test_what_goes_to_one_person_leaves_there_too(start, settings):
    log = start()
    settings.EMAIL_BACKEND = "hustings.outreach.delivery.mail_backend.ProviderBackend"
    assert send_mail("Hi", "You", "a@example.org", ["zoe@example.org"]) == 1
    assert taken(log) == ["zoe@example.org"]


@pytest.mark.parametrize("kind", providers.KINDS)
def test_each_address_makes_the_backend_of_its_provider(kind):
    address = f"{kind}://k%40y:secret@host.example?api_url=http://127.0.0.1:1/"
    made = providers.backend(address)
    assert "k@y" in vars(made).values() or "k@y" in str(vars(made))
    assert made.api_url.startswith("http://127.0.0.1:1/")
    with pytest.raises(ValueError, match="not complete"):
        providers.backend(f"{kind}://host.example")
    with pytest.raises(ValueError, match="not complete"):
        providers.backend(f"{kind}://key@host.example?unknown=1")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_hand_nothing_over_twice(
    transactional_db, mailing, dora, start, raise_worker, settings
):
    log = start("slow")
    fill(400)
    mailing.sent_by = dora
    mailing.state, mailing.queued_at = Mailing.State.SENDING, timezone.now()
    mailing.save()
    assert sum(delivery_queue.queue(mailing)) == 400
    begin, lives = raise_worker
    os.environ["HUSTINGS_MAIL_PROVIDER"] = settings.MAIL_PROVIDER
    try:
        workers = [begin(str(mailing.pk), "0", "4", "1.0") for _ in range(2)]
    finally:
        del os.environ["HUSTINGS_MAIL_PROVIDER"]
    dice, kills, began = random.Random(8), 0, time.monotonic()
    while not log.stat().st_size:
        assert time.monotonic() - began < 120 and workers[0].poll() is None, "the workers do not start"
        time.sleep(0.05)
    until = time.monotonic() + 3
    while time.monotonic() < until:
        time.sleep(dice.uniform(0.05, 0.5))
        kills += forking.kill_one(lives, dice)
    for worker in workers:
        assert worker.wait(timeout=120) == 0
    times = Counter(int(line.split()[0]) for line in log.read_text().splitlines())
    states = dict(Delivery.objects.values_list("pk", "state"))
    unsure = sum(state == "unsure" for state in states.values())
    assert max(times.values()) == 1 and set(states.values()) <= {"sent", "unsure"}
    assert all(key in times for key, state in states.items() if state == "sent")
    assert kills >= 3 and 0 < unsure <= kills * 4


def test_the_settings_name_it(mailing, dora, start):
    log = start()
    reader("ann")
    actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    tasks_delivery.deliver.call(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.state, taken(log)) == (Mailing.State.SENT, ["ann@example.org"])


def test_tests_leave_there_too_with_all_that_they_say(mailing, dora, start, settings):
    log = start()
    said = {"mailing": mailing, "user": dora, "language": "en"}
    assert actions.send_test(to=["zoe@example.org"], **said) == 1
    [line] = log.read_text().splitlines()
    assert line.startswith("0 zoe@example.org") and line.endswith("whole")
    with pytest.raises(actions.TestFailed, match="inactive"):
        actions.send_test(to=["refuse@example.org"], **said)
    settings.MAIL_PROVIDER = settings.MAIL_PROVIDER.replace("s3cret", "wr0ng")
    with pytest.raises(actions.TestFailed, match="401") as failed:
        actions.send_test(to=["zoe@example.org"], **said)
    assert "wr0ng" not in str(failed.value)
