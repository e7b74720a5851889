"""Workers killed with SIGKILL at random: nobody gets a letter twice, nobody is forgotten."""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.outreach.delivery import queue
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Consent, ConsentEntry, Email, Person
from tests import forking
from tests.waiting import until

pytestmark = pytest.mark.both
ROOT = Path(__file__).resolve().parents[4]

PEOPLE, CONNECTIONS, LEASE, KILLS = 600, 5, 1.0, 6


def fill(n: int) -> None:
    """Many readers at once."""
    now = timezone.now()
    people = bulk.reserve_ids(Person, n)
    entries = bulk.reserve_ids(ConsentEntry, n)
    made = Person.objects.bulk_create([Person(pk=pk, language="en", created_at=now) for pk in people])
    Email.objects.bulk_create(
        [Email(person=p, address=f"r{p.pk}@example.org", key=f"r{p.pk}@example.org") for p in made]
    )
    rows = zip(entries, made, strict=True)
    ledger = ConsentEntry.objects.bulk_create(
        [ConsentEntry(pk=pk, person=p, purpose="email", is_given=True, source="test") for pk, p in rows]
    )
    Consent.objects.bulk_create(
        [Consent(person=e.person, purpose="email", is_given=True, entry=e) for e in ledger]
    )


def database_url() -> str:
    """Where the tests' own database is, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    return f"postgres://{settings['USER']}@/{settings['NAME']}?host={host}"


@pytest.fixture
def raise_worker(tmp_path):
    """Start workers; yields a function that does, whose list of living processes grows."""
    started, lives = [], []

    def listen(process):
        for line in process.stdout:
            lives.append(int(line))

    def start(*words, script="worker.py"):
        script = str(ROOT / "tests/cast/outreach" / script)
        environment = os.environ | {
            "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "hustings.settings", "HUSTINGS_LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT / "src"),
        }  # fmt: skip
        process = forking.start([script, *words], environment)
        started.append(process)
        threading.Thread(target=listen, args=[process], daemon=True).start()
        return process

    yield start, lives
    left = [pid for pid in lives if forking.is_below_us(pid)]
    for process in started:
        process.kill()
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for process in started:
        process.wait()
        process.stdout.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_send_nothing_twice_and_forget_nobody(
    transactional_db, mailing, dora, start_sink, raise_worker
):
    sink = start_sink("slow")
    fill(PEOPLE)
    mailing.sent_by = dora
    mailing.state, mailing.queued_at = Mailing.State.SENDING, timezone.now()
    mailing.save()
    assert sum(queue.queue(mailing)) == PEOPLE
    start, lives = raise_worker
    workers = [start(str(mailing.pk), str(sink.port), str(CONNECTIONS), str(LEASE)) for _ in range(2)]
    dice, kills = random.Random(20270411), 0
    while kills < KILLS:
        n = len(sink.taken())
        until(lambda n=n: len(sink.taken()) > n, "another letter")
        time.sleep(dice.uniform(0, 0.05))
        kills += forking.kill_one(lives, dice)
    for worker in workers:
        assert worker.wait(timeout=120) == 0
    times = Counter(sink.ids())
    states = {f"<{pk}.": state for pk, state in Delivery.objects.values_list("pk", "state")}
    state_of = {name: states[name.partition(".")[0] + "."] for name in times}
    unsure = sum(state == "unsure" for state in states.values())
    assert max(times.values()) == 1
    assert set(states.values()) <= {"sent", "unsure"}
    assert sum(state == "sent" for state in state_of.values()) == PEOPLE - unsure
    assert set(state_of.values()) <= {"sent", "unsure"}
    assert 0 < unsure <= kills * CONNECTIONS
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENT
