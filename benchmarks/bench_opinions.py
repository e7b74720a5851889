"""Opinion maps: speed, the same bits again, groups known and absent, bots, best-worst, routing.

    HUSTINGS_BENCH_POLIS=…/polis python -m benchmarks opinions

The plain way beside is scikit-learn's PCA and k-means of the same table. Open data of Polis is read where it
is named: "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC
BY 4.0 with Attribution to The Computational Democracy Project". HUSTINGS_BENCH_PYTHONS names further
interpreters with numpy for the recount; HUSTINGS_BENCH_FILL is the part of the large table that is filled.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA

from benchmarks import opinions_bots, opinions_questions, opinions_step, polis_exports, report
from benchmarks import opinions_factory as factory
from hustings.deliberation.opinions.maps import groups, opinion_map, recount, votes

MANY = int(os.environ.get("HUSTINGS_BENCH_CONVERSATIONS", "40"))
FILL = float(os.environ.get("HUSTINGS_BENCH_FILL", "0.05"))
CROWD, ASKED = 100_000, 1_000
LARGE = "--large"  # in a process of its own, for its memory


def main() -> None:
    """All parts, one after the other."""
    report.header("Opinion maps", conversations=MANY, crowd=CROWD, statements=ASKED, filled=f"{FILL:.0%}")
    _speed()
    subprocess.run([sys.executable, "-m", "benchmarks.bench_opinions", LARGE], check=True)
    _same_bits()
    for folder in polis_exports.folders():
        _polis(folder)
    _known_groups()
    opinions_bots.fight(factory.conversation(11, people=800, statements=80).table(), "made up")
    for folder in polis_exports.folders():
        opinions_bots.fight(polis_exports.table(folder), folder.name)
    opinions_questions.best_worst()
    opinions_questions.routing()


def plain(cells: Any, k: int) -> Any:
    """Labels of scikit-learn's PCA and k-means, missing votes by the mean of their statement."""
    there = cells != votes.MISSING
    means = numpy.where(there, cells, 0).sum(axis=0) / there.sum(axis=0)
    points = PCA(2, random_state=0).fit_transform(numpy.where(there, cells, means))
    return KMeans(k, n_init=10, random_state=0).fit_predict(points)


def _speed() -> None:
    made = factory.conversation(1, people=2_000, statements=200, fill=0.129)
    cpu = time.process_time()
    with report.stopwatch() as seconds:
        table = made.table()
        drawn = opinion_map.draw(table)
    cpu = time.process_time() - cpu
    with report.stopwatch() as beside:
        plain(table.active().cells, drawn.chart.tried)
    name = f"map of {len(made.votes):,} votes with stability and copies; plain map without them"
    report.figure(name, seconds(), "s", beside=beside(), at_most=3)
    report.figure("its processor time", cpu, "s")


def _large() -> None:
    made = factory.conversation(2, people=CROWD, statements=ASKED, fill=FILL)
    began, cpu = time.perf_counter(), time.process_time()
    drawn = opinion_map.draw(made.table())
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    name = f"map of {CROWD:,} people × {ASKED:,} statements, {len(made.votes):,} votes"
    report.figure(name, wall, "s", at_most=60)
    report.figure("its processor time, all cores", cpu, "s")
    report.figure("its memory, with the votes", memory, "GB", at_most=2)
    known = made.groups[drawn.chart.participants]
    report.figure(
        "its groups and the known ones", groups.agreement(drawn.chart.labels, known), "adjusted Rand"
    )


def _same_bits() -> None:
    """The recount as a process: one thread and two, new kernels and the oldest ones, other Pythons."""
    made = factory.conversation(4, people=600, statements=70)
    wanted = opinion_map.draw(made.table()).fingerprint()
    pythons = [sys.executable, *os.environ.get("HUSTINGS_BENCH_PYTHONS", "").split()]
    ways = [
        (python, {"OPENBLAS_NUM_THREADS": threads, **kernels})
        for python in pythons
        for threads in ("1", "2")
        for kernels in ({}, {"OPENBLAS_CORETYPE": "Prescott"}, {"NPY_DISABLE_CPU_FEATURES": "X86_V4 X86_V3"})
    ]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "recount.pyz").write_bytes(recount.archive())
        rows = numpy.stack([made.participants, made.statements, made.votes], axis=1)
        title = "participant,statement,vote"
        numpy.savetxt(Path(folder, "votes.csv"), rows, "%d", ",", header=title, comments="")
        said = [_recounted(folder, python, more) for python, more in ways]
    name = f"recounts with the same bits ({len(pythons)} Pythons)"
    report.share(name, said.count(wanted), len(said), at_least=1)


def _recounted(folder: str, python: str, more: dict[str, str]) -> str:
    done = subprocess.run(
        [python, "-W", "ignore", "recount.pyz", "votes.csv"],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()[-1]


def _polis(folder: Path) -> None:
    table = polis_exports.table(folder).active()
    drawn = opinion_map.draw(table)
    everybody, firm = drawn.with_copies, drawn.chart.stability
    theirs = polis_exports.groups(folder, everybody.participants)
    has = theirs >= 0
    simple = plain(table.cells, everybody.tried)[has]
    report.figure(
        f"{folder.name}: stability, beside the highest of shuffled votes",
        firm.median,
        f"[{min(firm.values):.2f}, {max(firm.values):.2f}]",
        beside=max(firm.control),
    )
    report.figure(
        f"{folder.name}: agreement with Polis' groups ({everybody.k} drawn), plain",
        groups.agreement(everybody.labels[has], theirs[has]),
        "adjusted Rand",
        beside=groups.agreement(simple, theirs[has]),
        at_least=0.85 if firm.median > 0.6 else None,
    )


def _known_groups() -> None:
    """Conversations with two or three groups, and without any."""
    drawn, right, ours, simple = 0, 0, 0.0, 0.0
    for seed in range(MANY):
        k = 2 + seed % 2
        made = factory.conversation(100 + seed, people=300, groups=k)
        table = made.table().active()
        chart = opinion_map.draw(table).chart
        drawn += chart.k > 1
        right += chart.k == k
        ours += groups.agreement(chart.labels, made.groups[chart.participants]) / MANY
        simple += groups.agreement(plain(table.cells, k), made.groups[table.participants]) / MANY
    report.share("groups that are there are drawn", drawn, MANY, at_least=0.95)
    report.share("as many as there are", right, MANY)
    report.figure("known groups; plain, told their number", ours, "adjusted Rand", beside=simple)
    silent = [opinion_map.draw(factory.silent(500 + seed, people=300).table()).chart for seed in range(MANY)]
    false = sum(chart.k > 1 for chart in silent)
    report.share("groups drawn where there are none (plain: always)", false, MANY, at_most=0.1)


if __name__ == "__main__":
    if LARGE in sys.argv:
        _large()
    else:
        if not os.environ.get(report.INSIDE):
            main()
        report.on_each_database(opinions_step.measure)
