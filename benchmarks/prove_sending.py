"""The proof that nobody gets a letter twice and nobody is forgotten: ``python -m benchmarks.prove_sending``.

Workers carry many letters to a mail server of the tests' own. They are killed at random, now and then the
database cuts them off, and the server is full or about to go down now and then. In the end each message id
has arrived exactly once, save those reported as unsure, which are at most one for each connection of a worker
that died. The figures are printed; whatever is wrong ends it with an error.
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from benchmarks import report

TESTS = report.ROOT / "tests" / "mailing"


def main() -> None:
    """Carry, kill, count."""
    words = argparse.ArgumentParser()
    words.add_argument("--letters", type=int, default=50_000)
    words.add_argument("--workers", type=int, default=4)
    words.add_argument("--connections", type=int, default=10)
    words.add_argument("--lease", type=float, default=3.0)
    words.add_argument("--seed", type=int, default=20270411)
    asked = words.parse_args()
    report.header("Proof", letters=asked.letters, workers=asked.workers, connections=asked.connections)
    mailing = filled(asked.letters)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "sink.log"
        log.touch()
        sink = subprocess.Popen(
            [sys.executable, str(TESTS / "sink.py"), "0", str(log), "moody=1"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert sink.stdout
        port = sink.stdout.readline().strip()
        try:
            kills, cuts = carried(mailing, port, asked, log)
        finally:
            sink.kill()
            sink.wait()
        judged(asked, log, kills, cuts)


def filled(n: int) -> str:
    """A mailing whose rows are queued."""
    from benchmarks import bench_mailing as bench

    bench.fill(n)
    mailing = bench.draft(5)
    bench.rows(mailing, n)
    return str(mailing.pk)


def carried(mailing: str, port: str, asked: argparse.Namespace, log: Path) -> tuple[int, int]:
    """How many lives were ended by a kill, and how many by the database."""
    lives: list[int] = []
    running = []
    for _ in range(asked.workers):
        command = [sys.executable, str(TESTS / "worker.py"), mailing, port]
        process = subprocess.Popen(
            [*command, str(asked.connections), str(asked.lease)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        running.append(process)
        threading.Thread(target=_listen, args=[process, lives], daemon=True).start()
    dice, kills, cuts, at = random.Random(asked.seed), 0, 0, 0.0
    while any(process.poll() is None for process in running):
        time.sleep(dice.uniform(0.05, 1.5))
        if not log.stat().st_size:
            continue  # nobody has begun
        if dice.random() < 0.2:
            cuts += cut_off()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(lives[-asked.workers :]), signal.SIGKILL)
                kills += 1
        if time.monotonic() - at > 10:
            at = time.monotonic()
            print(f"  {len(log.read_bytes().splitlines()):,} arrived, {kills} kills, {cuts} cuts", flush=True)
    return kills, cuts


def _listen(process: "subprocess.Popen[str]", lives: list[int]) -> None:
    assert process.stdout
    lives.extend(int(line) for line in process.stdout)


def cut_off() -> int:
    """End a connection to PostgreSQL that isn't ours."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (SELECT pid FROM"
            " pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' ORDER BY random() LIMIT 1)"
        )
        return len(cursor.fetchall())


def judged(asked: argparse.Namespace, log: Path, kills: int, cuts: int) -> None:
    """Hold what arrived against the rows."""
    from hustings.mailing.models import Delivery, Mailing

    times = Counter(int(line[1:].split(b".")[0]) for line in log.read_bytes().splitlines())
    state = dict(Delivery.objects.values_list("pk", "state"))
    counts = Counter(state.values())
    arrived_unsure = sum(state[key] == "unsure" for key in times)
    report.figure("letters", asked.letters, "")
    report.figure("workers killed", kills, "times")
    report.figure("database connections cut", cuts, "times")
    report.figure("arrived", len(times), "letters")
    report.figure("arrived more than once", sum(n > 1 for n in times.values()), "letters")
    report.figure(
        "sent, but never arrived", sum(s == "sent" and k not in times for k, s in state.items()), ""
    )
    report.figure("unsure", counts["unsure"], "letters")
    report.figure("of those arrived", arrived_unsure, "letters")
    assert max(times.values()) == 1, "a letter arrived twice"
    assert set(counts) <= {"sent", "unsure"}, counts
    assert len(state) == asked.letters
    assert all(key in times for key, each in state.items() if each == "sent"), "a letter is lost"
    # A server that hangs up in mid-letter makes one unsure, too; ours answers before it does.
    assert counts["unsure"] <= (kills + cuts) * asked.connections
    assert Mailing.objects.latest("pk").state == Mailing.State.SENT


if __name__ == "__main__":
    sys.argv[0] = str(Path(__file__).resolve())
    report.on_each_database(main)
