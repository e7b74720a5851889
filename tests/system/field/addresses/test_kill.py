"""Workers killed with ``kill -9`` amid a file of addresses: no building is lost, none is written twice."""

import json
import random
import time
from pathlib import Path

import pytest

from tests.cast.cluster import processes
from tests.system.people.imports.test_import_kill import ON_POSTGRES, ON_SQLITE, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
N, KILLS = 40_000, 2  # addresses; half of them are there before
TAKEN = """
import io
import django
django.setup()
from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.models import AddressFile
from hustings.foundation.file_imports.uploads import actions, run
def taken(n, homes):
    lines = "".join(f"69123;{n % 100 + 1};Rue {n // 100};{homes}\\n" for n in range(n))
    text = "code_insee;numero;rue;logements\\n" + lines
    return actions.take(kind=KIND, file=io.BytesIO(text.encode()), name="list.csv", user=None)
"""
FIRST = (
    TAKEN
    + f"""
file = taken({N // 2}, 1)
run.run(KIND, file.pk)
actions.start(imported=file)
run.run(KIND, file.pk)
taken({N}, 2)
"""
)
START = TAKEN + "actions.start(imported=AddressFile.objects.first())"
UNDO = TAKEN + "actions.undo(imported=AddressFile.objects.first(), user=None)"
TOLD = "SELECT state, n_done, counts, path FROM addresses_addressfile ORDER BY id DESC LIMIT 1"
HOMES = "SELECT count(*), sum(homes) FROM addresses_building"


def _worked(installation: Installation, log: Path, busy: str, ends: str, rng: random.Random) -> None:
    """Have workers killed at this work until some were; then let one end it."""
    seen, worker = [], None
    try:
        for _kill in range(KILLS):
            before = installation.ask(TOLD)[:2]
            worker = processes.worker([], installation.env, log)
            processes.until(lambda was=before: installation.ask(TOLD)[:2] != was, 60, "some lines")
            time.sleep(rng.uniform(0, 0.1))
            worker.kill()
            worker.wait()
            seen.append(installation.ask(TOLD)[:2])
            if seen[-1][0] != busy:
                break
        worker = processes.worker([], installation.env, log)
        processes.until(lambda: installation.ask(TOLD)[0] == ends, 120, ends)
    finally:
        if worker:
            worker.terminate()
            worker.wait(20)
    assert any(state == busy and n for state, n in seen), f"no kill hit the work: {seen}"


def _killed(installation: Installation, tmp_path: Path) -> None:
    installation.run(FIRST)
    rng, log = random.Random(11), tmp_path / "worker.log"
    _worked(installation, log, "reading", "checked", rng)
    installation.run(START)
    _worked(installation, log, "running", "done", rng)
    counts, path = installation.ask(TOLD)[2:]
    counts = json.loads(counts) if isinstance(counts, str) else counts
    assert (counts["made"], counts["mended"]) == (N // 2, N // 2)
    assert installation.ask(HOMES) == (N, 2 * N)
    assert path == "" and not [*(installation.var / "private" / "addresses").glob("*")]
    installation.run(UNDO)
    _worked(installation, log, "undoing", "undone", rng)
    assert installation.ask(HOMES) == (N // 2, N // 2)


@ON_SQLITE
def test_a_killed_worker_loses_and_doubles_no_building(installation: Installation, tmp_path: Path) -> None:
    _killed(installation, tmp_path)


@ON_POSTGRES
def test_nor_does_it_on_postgres(installation: Installation, tmp_path: Path) -> None:
    _killed(installation, tmp_path)
