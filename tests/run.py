"""The whole suite: on SQLite, then on PostgreSQL. ``make test`` runs this; words after it go to pytest.

Tests marked ``postgres`` run once, beside the suite's server; those of a browser, of the engine and those
marked ``once`` run once too, on SQLite. Those marked ``long`` wait to be asked: ``-m long``.

A few that fail while others keep the machine busy are tried once more, one at a time. What passes then has
passed, and is named: it waits too little, and is to be mended.
"""

import os
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

# What asks no database of the platform's, or asks only what other tests ask PostgreSQL too, runs once: the
# engine, libraries, the command line, the website's pages, walks over all views, readers of files, the
# own page, forms of letters, what is spoken with other servers, pages of mailings.
ONCE = [
    "mailguard", "legal", "lib", "cli", "website", "demo", "elections",
    "lookouts/test_asking.py", "posture/test_mailbox.py", "posture/test_house.py",
    "candidates/test_finding.py", "petitions/test_hq.py", "surveys/test_results.py",
    "representatives/test_writing.py", "embeds/test_embeds.py", "decoys/test_papers.py",
    "decoys/test_browser.py",
    *(f"territories/test_{name}.py" for name in ["choosing", "hq", "maps", "stations"]),
    *(f"candidates/test_{name}.py" for name in ["api", "local_teams"]),
    *(f"surveys/test_{name}.py" for name in ["building", "consents", "spam", "themes", "topics"]),
    "leaks", "test_house.py", "test_docs.py", "decoys/test_dovecot.py", "events/test_importing.py",
    *(f"operations/test_{name}.py" for name in ["production", "lock"]),
    *(
        f"shield/test_{name}.py"
        for name in [
            "bulletins", "connecting", "exercises", "hostile", "inner_pictures", "reporters_view", "sources",
        ]
    ),
    "sharing/test_kit.py",
    *(
        f"accounts/test_{name}.py"
        for name in ["docs", "grants", "hq_scripts", "others", "pages", "signing_in", "walk"]
    ),
    *(
        f"people/test_{name}.py"
        for name in [
            "access", "circles", "contacts", "duplicate_pages", "erased_by_hand", "hq", "import_choices",
            "import_names", "import_pages", "import_reading", "import_workbooks", "out_of_sight",
            "own_page", "own_page_barred", "own_page_deeds", "own_page_facts", "phrases",
            "pre_registered", "reference", "segment_builder", "segment_rights", "tags", "team",
            "topics_of_many", "timeline", "visibility", "why",
        ]
    ),
    *(
        f"mailing/test_{name}.py"
        for name in [
            "advertising", "alarms", "answers", "approval", "archive", "archive_held", "beginnings",
            "begun_by", "benchmarks", "blocks", "came_back", "checks", "checks_outside", "clickers",
            "comments", "comparison", "content", "dkim", "frozen", "hq", "judging", "kept_wear", "look",
            "mailboxes", "mime", "own_page", "paces_pages", "planning", "planning_hq", "providers", "rich",
            "sequence_approval", "sequence_pages", "sequences_once", "smtp", "topics", "trial_rule",
            "trials_hq", "unwilling", "verp", "webhooks", "why_this_letter",
        ]
    ),
]  # fmt: skip
SEED = "2017"  # sets keep one order, so that all processes of a run find the same tests
FEW = 5  # failures that may come of a busy machine
AT_ONCE = "4"  # processes of tests: while some wait for servers and browsers, others go on
SUITES = {
    "SQLite": ("sqlite", "not (postgres or long)", ()),
    "PostgreSQL": (
        "postgres",
        "(postgres or not (browser or once)) and not long",
        tuple(f"--ignore=tests/{name}" for name in ONCE),
    ),
}


class Outcome(NamedTuple):
    """How one run of the suite went."""

    passed: int
    failed: int
    skipped: int
    late: tuple[str, ...] = ()  # names of tests that failed beside others and passed alone


def main(words: list[str]) -> int:
    """Provide, and let all processes share what they compile."""
    provision.provide()
    unpacked.provide()
    with tempfile.TemporaryDirectory(prefix="hustings-bytecode-") as folder:
        # The tests start hundreds of processes: where Python is told to write no bytecode, each would compile
        # all of Django anew.
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            os.environ.setdefault("PYTHONPYCACHEPREFIX", folder)
        make_ready()
        return run_all(words)


def make_ready() -> None:
    """Migrate the databases of both runs at once, since each keeps one processor busy."""
    started = [
        subprocess.Popen([sys.executable, "-m", "tests.ready"], cwd=ROOT, env=environment(database))
        for database, _selection, _more in SUITES.values()
    ]
    for each in started:
        each.wait()  # where it failed, the tests try again, and say why


def environment(database: str) -> dict[str, str]:
    """Of a run on that kind of database."""
    named = {"HUSTINGS_TEST_DATABASE": database, "PYTHONPATH": f"{ROOT / 'src'}"}
    return os.environ | named | {"PYTHONHASHSEED": SEED}


def run_all(words: list[str]) -> int:
    """Both suites, and the sum of them."""
    lines, total = [], Outcome(0, 0, 0)
    for name, (database, selection, more) in SUITES.items():
        print(f"\n=== {name} ===", flush=True)
        began = time.monotonic()
        outcome = run(database, selection, [*more, *words])
        lines.append(f"{name}: {in_figures(outcome)} in {time.monotonic() - began:.0f} s")
        total = add(total, outcome)
    lines += [f"Passed only alone: {name}" for name in total.late]
    print("", *lines, in_figures(total), sep="\n")
    return 1 if total.failed or not total.passed else 0


def run(database: str, selection: str, words: list[str]) -> Outcome:
    """All tests beside each other; the few that failed once more, one after the other."""
    with tempfile.TemporaryDirectory(prefix="hustings-report-") as folder:
        often = ["-m", selection, "-o", f"cache_dir={folder}/cache", *words]
        once = ["-n", AT_ONCE, "--dist", "worksteal", "-rs", "--durations=5"]
        code, first, names = ask(database, Path(folder, "first.xml"), [*once, *often])
        if not 0 < len(names) <= FEW:
            # Where it broke off before any test could fail, that is a failure.
            return first._replace(failed=1) if code not in (0, 5) and not first.failed else first
        print(f"\n--- once more, alone: {', '.join(names)}", flush=True)
        alone = ["-n", "0", "--last-failed", "--last-failed-no-failures", "none"]
        code, second, _still = ask(database, Path(folder, "second.xml"), [*alone, *often])
        if code or second.passed != len(names):
            return first
        return Outcome(first.passed + second.passed, 0, first.skipped, names)


def ask(database: str, report: Path, words: list[str]) -> tuple[int, Outcome, tuple[str, ...]]:
    """One run of pytest, its words on the terminal: its code, its figures, and which tests failed."""
    command = [sys.executable, "-m", "pytest", *words, f"--junitxml={report}"]
    code = subprocess.run(command, cwd=ROOT, env=environment(database)).returncode
    return (code, read(report), failures(report)) if report.exists() else (code, Outcome(0, 0, 0), ())


def failures(report: Path) -> tuple[str, ...]:
    """The names of the tests that failed, or could not begin or end."""
    cases = ElementTree.parse(report).iter("testcase")
    failed = (case for case in cases if case.find("failure") is not None or case.find("error") is not None)
    return tuple(dict.fromkeys(f"{case.get('classname')}::{case.get('name')}" for case in failed))


def read(report: Path) -> Outcome:
    """The figures of one report."""
    suite = next(ElementTree.parse(report).iter("testsuite"))
    n, failed, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "skipped"))
    failed += int(suite.get("errors", 0))
    return Outcome(n - failed - skipped, failed, skipped)


def add(one: Outcome, other: Outcome) -> Outcome:
    """Both together."""
    return Outcome(
        one.passed + other.passed,
        one.failed + other.failed,
        one.skipped + other.skipped,
        one.late + other.late,
    )


def in_figures(outcome: Outcome) -> str:
    """The plain line: so many passed, so many failed."""
    line = f"{outcome.passed} passed, {outcome.failed} failed"
    return f"{line}, {outcome.skipped} skipped" if outcome.skipped else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
