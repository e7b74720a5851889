"""Starts and memory of ``hustings up``, beside the same commands each in a process that loads by itself.

Memory is the proportional set size: shared pages count once. Times are to the first page, from a folder
without a database and from one that has it; those of the processor say more on a busy machine.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks import report
from tests.cast.cluster import processes

STARTS = 3  # on a database that is there; the best counts
SETTLES = 8.0  # seconds after the first page until memory is measured
MB = 1_024
_COMMAND = [sys.executable, "-m", "hustings.shells.cli"]

Process = subprocess.Popen[bytes]
Way = Callable[[dict[str, str], int], Iterator[Process]]


@dataclass(frozen=True)
class Start:
    """Seconds to the first page, on the clock and of the processor; megabytes of ``n`` processes."""

    page: float
    processor: float
    memory: float
    n: int


def together(env: dict[str, str], port: int) -> Iterator[Process]:
    """As ``hustings up`` does it."""
    yield _hustings(env, "up", "--bind", str(port), "--processes", "2")


def apart(env: dict[str, str], port: int) -> Iterator[Process]:
    """Each command for itself, as on several machines."""
    subprocess.run([*_COMMAND, "prepare"], env=env, check=True, stdout=subprocess.DEVNULL)
    yield _hustings(env, "web", "--bind", str(port), "--processes", "2")
    for words in (["worker"], ["worker", "--but-queue", "long"], ["scheduler"]):
        yield _hustings(env, *words)


def _hustings(env: dict[str, str], *words: str) -> Process:
    nothing = subprocess.DEVNULL
    return subprocess.Popen([*_COMMAND, *words], env=env, stdin=nothing, stdout=nothing, stderr=nothing)


def measured(way: Way, var: Path) -> Start:
    """Start all in this folder, see the first page, let it settle, weigh it, end it."""
    port = processes.port()
    env = processes.environment(var, HUSTINGS_LOG_LEVEL="WARNING")
    began, before = time.monotonic(), _of_ended_children()
    page = processor = 0.0
    started = []
    for process in way(env, port):
        started.append(process)
        if not page:  # of the first, which the others wait for
            _await_page(process, port)
            page = time.monotonic() - began
            processor = _processor(_family(started)) + _of_ended_children() - before
    time.sleep(SETTLES)
    family = _family(started)
    memory = sum(map(_pss, family)) / MB
    for process in started:
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait(60)
    return Start(page, processor, memory, len(family))


def _await_page(process: Process, port: int) -> None:
    while process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30):
            return
        time.sleep(0.02)
    raise SystemExit(f"a process ended with {process.returncode}")


def _family(started: list[Process]) -> set[int]:
    return {process.pid for process in started}.union(*(processes.below(each.pid) for each in started))


def _of_ended_children() -> float:
    now = os.times()
    return now.children_user + now.children_system


def _processor(pids: Iterable[int]) -> float:
    """Seconds of the processor that these took, with their children that have ended."""
    ticks = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _pss(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0


def main() -> None:
    """Measure both ways without a database and with one."""
    report.header("Starts", starts=STARTS, web_processes=2, workers=2, settles_s=int(SETTLES))
    found: dict[Way, list[Start]] = {}
    for way in (apart, together):
        with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
            found[way] = [measured(way, Path(folder)) for _ in range(1 + STARTS)]
    ours, theirs = found[together], found[apart]
    for name, some, aim in (("no database yet", slice(1), 10), ("database there", slice(1, None), 3)):
        page, processor = (min(getattr(s, of) for s in ours[some]) for of in ("page", "processor"))
        before = [min(getattr(s, of) for s in theirs[some]) for of in ("page", "processor")]
        report.figure(f"first page, {name}", page, "s", beside=before[0], at_most=aim)
        report.figure(f"processor until then, {name}", processor, "s", beside=before[1])
    memory, of_theirs = (max(s.memory for s in each[1:]) for each in (ours, theirs))
    report.figure(f"memory of {ours[-1].n} processes", memory, "MB", beside=of_theirs, at_most=450)


if __name__ == "__main__":
    main()
