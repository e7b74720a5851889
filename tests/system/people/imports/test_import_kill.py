"""Workers killed with ``kill -9`` in the middle of an import: nobody is lost, nobody comes in twice."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import forking, ready, settings
from tests.cast.cluster import processes
from tests.cast.people import nationbuilder
from tests.postgres import Cluster

pytestmark = [pytest.mark.slow]
ROWS = {"sqlite": 1_500, "postgres": 5_000}  # of six or three chunks
KILLS = 2
BEGIN = """
import django, sys
django.setup()
from hustings.people.imports.actions import imports
from hustings.people.imports.run import execution as running
from hustings.people.imports.columns.options import COLUMN, Options, Statement
with open(sys.argv[1], "rb") as file:
    imported = imports.take_file(file=file, name="list.csv", user=None)
options = Options.read(imported.options)
options.consents = {"email": Statement(COLUMN, "Yes, write to me.", "Stand")}
imports.check(imported=imported, mapping=imported.mapping, options=options, in_background=False)
running.check_import(imported.pk)
imports.start(imported=imported)
"""
TOLD = "SELECT n_done, state FROM imports_import"
TWICE = """
SELECT count(*) FROM (SELECT person_id FROM persons_activity WHERE kind = 'import.created'
GROUP BY person_id HAVING count(*) > 1) AS twice
"""


class Installation:
    """A database and the workers on it."""

    def __init__(self, var: Path, url: str) -> None:
        self.url, self.var = url, var
        self.kind = "sqlite" if url.startswith("sqlite") else "postgres"
        self.env = processes.environment(
            var,
            HUSTINGS_DATABASE_URL=url,
            HUSTINGS_LEASE_SECONDS="2",
            DJANGO_SETTINGS_MODULE="hustings.settings",
        )

    def ask(self, question: str) -> Any:
        """The first row of the answer."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20)) as store, store:
                return store.execute(question).fetchone()
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as connection:
            return connection.execute(question.encode()).fetchone()

    def run(self, *program: str) -> str:
        """What a program prints; it must end well."""
        done = forking.run(["-c", *program], self.env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def n(self, table: str) -> int:
        """How many rows."""
        found: int = self.ask(f"SELECT count(*) FROM {table}")[0]
        return found


# Workers killed at work are tried on both databases, each of it on one of them.
_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
ON_SQLITE = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("installation", [_POSTGRES], indirect=True)


@pytest.fixture
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """One of each kind, migrated and empty."""
    if request.param == "sqlite":
        yield Installation(tmp_path, ready.fresh(str(tmp_path / "hustings.sqlite3")))
        return
    of_suite = os.environ.get("HUSTINGS_TEST_DATABASE") == "postgres"
    own = None if of_suite else Cluster.start()
    server = own.url() if own else os.environ["HUSTINGS_DATABASE_URL"]
    name = f"killed_{settings.WORKER}"
    try:
        yield Installation(tmp_path, ready.fresh(name, server))
    finally:
        ready.drop(name, server)
        if own:
            own.stop()


@ON_POSTGRES
def test_killed_workers_lose_and_double_nobody(installation: Installation, tmp_path: Path) -> None:
    n = ROWS[installation.kind]
    made = nationbuilder.make(n, seed=5)
    path = tmp_path / "list.csv"
    path.write_bytes(made.data)
    installation.run(BEGIN, str(path))
    chance, worker, seen = random.Random(3), None, []
    try:
        for _ in range(KILLS):
            before = installation.ask(TOLD)[0]
            worker = processes.worker([], installation.env, tmp_path / "worker.log")
            processes.until(lambda n=before: installation.ask(TOLD)[0] > n, 90, "a chunk")
            time.sleep(chance.uniform(0, 0.4))
            worker.kill()
            worker.wait()
            seen.append(installation.ask(TOLD))
        worker = processes.worker([], installation.env, tmp_path / "worker.log")
        processes.until(lambda: installation.ask(TOLD)[1] == "done", 120, "the end")
    finally:
        if worker:
            worker.terminate()
            worker.wait(20)
    assert any(0 < done < n and state == "running" for done, state in seen), f"no kill hit the run: {seen}"
    assert installation.ask(TOLD) == (n, "done")
    assert installation.n("persons_person") == made.created
    assert installation.n("persons_activity") == made.created
    assert installation.ask(TWICE) == (0,)
    assert installation.n("imports_importline WHERE outcome = 'refused'") == made.refused
    assert installation.n("persons_consententry") == installation.n("persons_consent")
