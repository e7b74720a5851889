"""The whole suite: on SQLite, then on PostgreSQL what is marked ``both`` or ``postgres``.

``make test`` runs this; ``--fast`` runs ``tests/unit`` and ``tests/app`` on SQLite alone. Other words go to
pytest.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import provision, unpacked  # noqa: E402

SEED = "2017"  # sets keep one order, so that all processes of a run find the same tests
FEW = 5  # tests that failed and are tried once more
AT_ONCE = "4"  # processes of tests: while some wait for servers and browsers, others go on
SUITES = {
    "SQLite": ("sqlite", "not postgres"),
    "PostgreSQL": ("postgres", "both or postgres"),
}
FAST = {"SQLite": SUITES["SQLite"]}
DAILY = ["tests/unit", "tests/app"]


class Outcome(NamedTuple):
    """How one run of the suite went."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def main(words: list[str]) -> int:
    """Provide, and let all processes share what they compile."""
    # A shell that starts this in the background has it ignored, here and in all that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    suites = FAST if "--fast" in words else SUITES
    provision.provide()
    unpacked.provide()
    with tempfile.TemporaryDirectory(prefix="hustings-bytecode-") as folder:
        # The tests start hundreds of processes: where Python is told to write no bytecode, each would compile
        # all of Django anew.
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            os.environ.setdefault("PYTHONPYCACHEPREFIX", folder)
        make_ready(suites)
        rest = [word for word in words if word != "--fast"]
        return run_all(suites, [*(DAILY if suites is FAST else []), *rest])


def make_ready(suites: dict[str, tuple[str, str]]) -> None:
    """Build the databases of all suites at once, since each keeps one processor busy."""
    command = [sys.executable, "-m", "tests.ready"]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment(database)) for database, _ in suites.values()
    ]
    for each in started:
        each.wait()  # where it failed, the tests try again, and say why


def environment(database: str) -> dict[str, str]:
    """Of a run on that kind of database."""
    named = {"HUSTINGS_TEST_DATABASE": database, "PYTHONPATH": f"{ROOT / 'src'}", "PYTHONHASHSEED": SEED}
    return os.environ | named


def run_all(suites: dict[str, tuple[str, str]], words: list[str]) -> int:
    """One suite after the other, and the sum of them."""
    lines, outcomes = [], []
    for name, (database, selection) in suites.items():
        print(f"\n=== {name} ===", flush=True)
        began = time.monotonic()
        outcomes.append(run(database, selection, words))
        lines.append(f"{name}: {outcomes[-1]} in {time.monotonic() - began:.0f} s")
    total = Outcome(*map(sum, zip(*outcomes, strict=True)))
    print("", *lines, total, sep="\n")
    return 1 if total.failed or not total.passed else 0


def run(database: str, selection: str, words: list[str]) -> Outcome:
    """All tests of one suite beside each other; a few that fail once more alone, and named.

    Tests drive real servers, browsers and killed processes, on whatever machine: one may wait too long beside
    others. What is wrong fails both times.
    """
    with tempfile.TemporaryDirectory(prefix="hustings-report-") as folder:
        beside = ["-n", AT_ONCE, "--dist", "worksteal", "-rs", "--durations=10"]
        found, failed = _tried(Path(folder), database, [*beside, "-m", selection, *words])
        if 0 < len(failed) <= FEW:
            print(f"\n=== Once more, alone: {len(failed)} ===", flush=True)
            again, still = _tried(Path(folder), database, ["-n", "0", "--lf", "-m", selection, *words])
            print("Passed only alone:", *sorted(failed - still), sep="\n  ", flush=True)
            found = Outcome(found.passed + again.passed, again.failed, found.skipped)
        return found


def _tried(folder: Path, database: str, ways: list[str]) -> tuple[Outcome, set[str]]:
    """How a run of pytest went, and which tests failed."""
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", *ways, f"--junitxml={report}", "-o", f"cache_dir={folder}"]
    code = subprocess.run(command, cwd=ROOT, env=environment(database)).returncode
    found, failed = read(report) if report.exists() else (Outcome(), set())
    # Where it broke off before any test could fail, that is a failure.
    return (found._replace(failed=1) if code not in (0, 5) and not found.failed else found), failed


def read(report: Path) -> tuple[Outcome, set[str]]:
    """The figures of one report, and the names of the tests that failed."""
    suite = next(ElementTree.parse(report).iter("testsuite"))
    n, failed, broken, skipped = (
        int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
    )
    names = {
        f"{case.get('classname')}::{case.get('name')}"
        for case in suite.iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    }
    return Outcome(n - failed - broken - skipped, failed + broken, skipped), names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
