"""Two web servers and three workers on PostgreSQL, killed in mid-work: nothing lost, nothing doubled."""

import os
import random
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import forking, ready, settings
from tests.cast.cluster import processes
from tests.cast.cluster.deeds import TABLE
from tests.postgres import Cluster

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

DEEDS = 300
KILLS = 4
LEASE = "3"
START = 180  # seconds: five processes load the whole platform at once, perhaps on a busy machine
DONE = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status NOT IN ('SUCCESSFUL', 'FAILED')"


class Campaign:
    """A database with web servers and workers of its own."""

    def __init__(self, var: Path, url: str) -> None:
        self.var = var
        self.env = processes.environment(
            var,
            HUSTINGS_DATABASE_URL=url,
            HUSTINGS_LEASE_SECONDS=LEASE,
            DJANGO_SETTINGS_MODULE="tests.cast.cluster.settings",
        )
        self.connection = psycopg.connect(
            url.replace("postgres://hustings@", "postgresql://hustings@"), autocommit=True
        )
        self.running: dict[str, subprocess.Popen[bytes] | forking.Process] = {}

    def start(self, name: str, *words: str) -> None:
        """Start a process under a name."""
        if words[0] == "worker":
            self.running[name] = processes.worker(list(words[1:]), self.env, self.log(name))
        else:
            self.running[name] = processes.hustings(list(words), self.env, self.log(name))

    def kill(self, name: str) -> None:
        """kill -9."""
        self.running[name].kill()
        self.running[name].wait()

    def log(self, name: str) -> Path:
        """What the process said."""
        return self.var / f"{name}.log"

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """The answer of the database."""
        cursor = self.connection.execute(question.encode())
        return cursor.fetchall() if cursor.description else []

    def busy(self) -> set[str]:
        """The workers in the middle of a task."""
        return {owner.partition("/")[0] for (owner,) in self.ask(OWNERS)}

    def stop(self) -> None:
        """End all, politely."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(20)
        self.connection.close()


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """A migrated database with nothing running yet, on the suite's server if there is one."""
    of_suite = os.environ.get("HUSTINGS_TEST_DATABASE") == "postgres"
    own = None if of_suite else Cluster.start()
    server = own.url() if own else os.environ["HUSTINGS_DATABASE_URL"]
    name = f"cluster_{settings.WORKER}"
    made = Campaign(tmp_path, ready.fresh(name, server))
    try:
        made.ask(TABLE)
        yield made
    finally:
        made.stop()
        ready.drop(name, server)
        if own:
            own.stop()


def test_killed_workers_lose_and_double_nothing(campaign: Campaign) -> None:
    webs = [processes.port(), processes.port()]
    for number, port in enumerate(webs):
        campaign.start(f"web {number}", "web", "--bind", str(port), "--processes", "1")
    workers = [f"worker-{number}" for number in range(3)]
    for name in workers:
        campaign.start(name, "worker", "--name", name)
    for port in webs:
        processes.until(lambda port=port: processes.serves(port), START, f"web on {port}")
    chance = random.Random(7)

    def sign_up(number: int) -> None:
        address = f"http://127.0.0.1:{webs[number % 2]}/deed/"
        processes.post(address, id=number, seconds=0.4 if number % 5 == 0 else 0)
        if number % 25 == 0:
            processes.post(address, id=DEEDS + number, seconds=0, fails="yes")

    with ThreadPoolExecutor(4) as visitors:
        sent = [visitors.submit(sign_up, number) for number in range(DEEDS)]
        for n in range(KILLS):
            processes.until(lambda: campaign.busy() & set(workers), START, "work under way")
            victim = chance.choice(sorted(campaign.busy() & set(workers)) or workers)
            campaign.kill(victim)
            fresh = victim if n % 2 else f"worker-{3 + n}"  # half come back under another name
            workers[workers.index(victim)] = fresh
            campaign.start(fresh, "worker", "--name", fresh)
            time.sleep(chance.uniform(0.2, 0.8))
        for one in sent:
            one.result()
    processes.until(lambda: campaign.ask(DONE) == [(0,)], START, "the end of all tasks")

    assert campaign.ask("SELECT count(*), min(done), max(done) FROM deeds") == [(DEEDS, 1, 1)]
    statuses = "SELECT status, count(*) FROM django_tasks_database_dbtaskresult GROUP BY status"
    assert campaign.ask(statuses) == [("SUCCESSFUL", DEEDS)]
    assert campaign.ask("SELECT count(*) FROM jobs_lease") == [(0,)]
    [(begun_again,)] = campaign.ask("SELECT count(*) FROM deeds WHERE begun > 1")
    assert begun_again, "no kill hit a task in mid-work: the test has shown nothing"
    [(taken_over,)] = campaign.ask(
        "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE jsonb_array_length(worker_ids) > 1"
    )
    assert taken_over
    assert any(
        "fell silent" in campaign.log(name).read_text() for name in campaign.running if "worker" in name
    )


TASK = """
INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority, task_path,
    worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
VALUES (gen_random_uuid(), 'READY', now(), '{"args": [1], "kwargs": {}}', 0,
    'tests.cast.cluster.deeds.carry_out', '[]', 'default', 'default', '9999-01-01 00:00:00+00', '', '')
"""
BUSY = "SELECT count(*) FROM deeds WHERE begun > 0 AND done = 0"
OWNERS = """SELECT owner FROM jobs_lease JOIN django_tasks_database_dbtaskresult ON id = task_id
            WHERE owner <> '' AND started_at IS NOT NULL"""


CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def test_a_worker_outlives_a_lost_database_connection(campaign: Campaign) -> None:
    campaign.ask("INSERT INTO deeds (id, seconds) VALUES (1, 2)")
    campaign.ask(TASK)
    campaign.start("worker", "worker", "--name", "worker")
    processes.until(lambda: campaign.ask(BUSY) == [(1,)], START, "the deed's beginning")
    campaign.ask(CUT)
    processes.until(lambda: campaign.ask("SELECT done FROM deeds") == [(1,)], 30, "the deed")
    processes.until(lambda: campaign.ask(DONE) == [(0,)], 10, "the note that it is done")
    assert campaign.running["worker"].poll() is None
    assert "attempt 1 of 8 failed: OperationalError" in campaign.log("worker").read_text()


def test_a_worker_asked_to_stop_gives_back_what_takes_too_long(campaign: Campaign) -> None:
    campaign.ask("INSERT INTO deeds (id, seconds) VALUES (1, 30)")
    campaign.ask(TASK)
    campaign.start("worker", "worker", "--name", "worker", "--grace", "1")
    processes.until(lambda: campaign.ask(BUSY) == [(1,)], START, "the deed's beginning")
    campaign.running["worker"].terminate()
    assert campaign.running["worker"].wait(30) == 0
    rows = "SELECT status, jsonb_array_length(worker_ids) FROM django_tasks_database_dbtaskresult"
    assert campaign.ask(rows) == [("READY", 0)]
    assert campaign.ask("SELECT count(*) FROM jobs_workerheartbeat") == [(0,)]
