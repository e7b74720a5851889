"""Workers killed with ``kill -9`` in the middle of an undoing: all goes back, and the ledger proves whole."""

import random
import time
from pathlib import Path

import pytest

from tests.cast.cluster import processes
from tests.cast.people import nationbuilder
from tests.system.people.imports.test_import_kill import BEGIN, ON_SQLITE, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
ROWS = {"sqlite": 1_500, "postgres": 4_000}  # of six or four chunks
KILLS = 1
UNDO = (
    BEGIN
    + """
running.run_import(imported.pk)
imported.refresh_from_db()
from hustings.people.changes.actions import operations
operations.undo(operation=imported.operation)
"""
)
PROVE = """
import django
django.setup()
from hustings.people.privacy import consent_ledger as ledger
proof = ledger.prove()
assert proof.fault is None, proof
"""
TOLD = "SELECT last, state FROM persons_operation"


@ON_SQLITE
def test_killed_workers_undo_all_of_an_import(installation: Installation, tmp_path: Path) -> None:
    made = nationbuilder.make(ROWS[installation.kind], seed=7)
    path = tmp_path / "list.csv"
    path.write_bytes(made.data)
    installation.run(UNDO, str(path))
    assert installation.n("persons_person") == made.created
    chance, worker, seen = random.Random(3), None, []
    try:
        for _ in range(KILLS):
            before = installation.ask(TOLD)[0]
            worker = processes.worker([], installation.env, tmp_path / "worker.log")
            processes.until(lambda n=before: installation.ask(TOLD)[0] < n, 90, "a chunk")
            time.sleep(chance.uniform(0, 0.2))
            worker.kill()
            worker.wait()
            seen.append(installation.n("persons_person"))
        worker = processes.worker([], installation.env, tmp_path / "worker.log")
        processes.until(lambda: installation.ask(TOLD)[1] == "undone", 120, "the end")
    finally:
        if worker:
            worker.terminate()
            worker.wait(20)
    assert any(0 < n < made.created for n in seen), f"no kill hit the undoing: {seen}"
    for table in ["person", "email", "phone", "activity", "consent", "consententry", "fieldvalue", "note"]:
        assert installation.n(f"persons_{table}") == 0, table
    installation.run(PROVE)
