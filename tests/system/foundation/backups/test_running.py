"""A restoration refuses while the campaign runs: here, or on another machine with the same database."""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.shells.cli.processes import downtime
from tests.cast.cluster import processes
from tests.cast.foundation.backups.content import fill
from tests.cast.foundation.backups.fixtures import KEY, Campaign

VENDORS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture
def backup(campaign: Callable[..., Campaign], tmp_path):
    made = tmp_path / "b"
    other = campaign()
    (other.var / "media" / "poster").write_bytes(b"new")
    other.backup(made)
    return str(made)


def pulse(here: Campaign, name: str, ago: float) -> None:
    now = timezone.now() - timedelta(seconds=ago)
    row = {"kind": "worker", "run": "abcd", "started_at": now, "seen_at": now}
    WorkerHeartbeat.objects.using(here.alias).update_or_create(name=name, defaults=row)


@contextmanager
def another_machine(here: Campaign) -> Iterator[None]:
    """A worker there, as far as one can tell from the database."""
    pulse(here, "vm-2-worker", 0)
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(0.3):
            pulse(here, "vm-2-worker", 0)
        connections[here.alias].close()

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_it_refuses_while_hustings_up_holds_the_folder(campaign, backup):
    here = campaign()
    fill(here.alias, here.var)
    before = here.rows(), here.files()
    with (here.var / "up.lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = here.run("restore", "--yes", backup)
    assert refused.returncode == 1
    assert "Hustings is running" in refused.stderr and "4711" in refused.stderr, refused.stderr
    assert "Stop `hustings up`" in refused.stderr
    assert (here.rows(), here.files()) == before


@pytest.mark.parametrize("vendor", VENDORS)
def test_it_refuses_while_a_worker_on_another_machine_gives_signs_of_life(campaign, backup, vendor):
    here = campaign(vendor)
    fill(here.alias, here.var)
    before = here.files()
    with another_machine(here):
        refused = here.run("restore", "--yes", backup)
    assert refused.returncode == 1
    assert "still running: worker vm-2-worker." in refused.stderr, refused.stderr
    assert "on all machines" in refused.stderr
    assert here.files() == before


def test_a_killed_process_is_waited_for_and_no_longer(campaign, backup):
    here = campaign()
    fill(here.alias, here.var)
    pulse(here, "killed", 15)  # half of the silence that is waited for
    pulse(here, "killed-before", 31)
    done = here.run("restore", "--yes", "--no-copy", backup)
    assert done.returncode == 0, done.stderr
    assert "worker killed was active a moment ago" in done.stderr
    assert here.files() == {"media/poster": b"new"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ago", [1.0, -3_600.0]
)  # killed a second ago; on a machine whose clock is an hour ahead
def test_it_waits_no_longer_than_the_silence_asked_for(ago):
    now = timezone.now() - timedelta(seconds=ago)
    WorkerHeartbeat.objects.create(name="killed", kind="worker", run="abcd", started_at=now, seen_at=now)
    began = time.monotonic()
    downtime.look(silence=2)
    assert 0.4 < time.monotonic() - began < 20, "the usual silence is thirty seconds"


def test_a_web_server_gives_signs_of_life_until_it_ends(campaign, backup, tmp_path):
    here, port = campaign(), processes.port()
    env = processes.environment(
        here.var, HUSTINGS_DATABASE_URL=here.address, HUSTINGS_SECRET_KEY=KEY, HUSTINGS_DEBUG="1"
    )
    rows = WorkerHeartbeat.objects.using(here.alias).filter(kind="web")
    words = ["web", "--bind", f"127.0.0.1:{port}", "--processes", "1"]
    web = processes.hustings(words, env, tmp_path / "log")
    try:
        processes.until(rows.exists, 30, "a sign of life")
        first = rows.get()
        assert f":{port}/" in first.name and first.name.partition("/")[2] != str(os.getpid())
        refused = here.run("restore", "--yes", backup)
        assert refused.returncode == 1
        assert f"still running: web {first.name}." in refused.stderr
    finally:
        web.terminate()
        web.wait(20)
    processes.until(lambda: not rows.exists(), 5, "the end")
    assert here.run("restore", "--yes", backup).returncode == 0
