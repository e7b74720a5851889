"""``hustings demo`` from an empty folder: its greeting is what stays on the screen, its folder is its own."""

import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests import ready
from tests.cluster import processes

pytestmark = [pytest.mark.slow, pytest.mark.once]


def call(folder: Path, *words: str, **more: str) -> "subprocess.Popen[bytes]":
    """Start a command in ``folder``, with no setting that says where things are kept."""
    env = processes.environment(folder)
    del env["HUSTINGS_VAR"]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "hustings.cli", *words], env=env | more, cwd=folder, stdout=log, stderr=log
        )


def is_indexed(var: Path) -> bool:
    """Whether the search index is up to date: several workers make it at the start."""
    waiting = (
        "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status <> 'SUCCESSFUL' AND task_path LIKE ?"
    )
    with closing(sqlite3.connect(f"file:{var / 'hustings.sqlite3'}?mode=ro", uri=True)) as db:
        return not db.execute(waiting, ["modelsearch.%"]).fetchall()


def test_the_greeting_stays_in_sight_and_make_run_does_not_serve_the_demo(tmp_path: Path) -> None:
    var, port, inbox = tmp_path / "var" / "demo", processes.port(), str(processes.port())
    var.mkdir(parents=True)
    ready.fresh(str(var / "hustings.sqlite3"))
    ready.collected(var)
    demo = call(tmp_path, "demo", "--bind", f"127.0.0.1:{port}", "--people", "40", HUSTINGS_INBOX_PORT=inbox)
    try:
        processes.until(lambda: processes.serves(port) or demo.poll() is not None, 240, "the demo's start")
        tasks = r"INFO hustings.jobs .*: done after"
        log = var / "up.log"
        processes.until(lambda: log.exists() and re.search(tasks, log.read_text()), 60, "background work")
        words = (tmp_path / "log").read_text()
        assert words.rstrip().endswith("Ctrl-C ends everything; the next start keeps your data.")
        processes.until(lambda: is_indexed(var), 120, "the index of the site's pages")
        words = (tmp_path / "log").read_text()
        lines = re.findall(r".*\d\d:\d\d:\d\d,\d{3} [A-Z]+ .*|Traceback.*", words)
        assert not lines, "the words of the start hold lines of the log"
        assert "decoy alarm=" in log.read_text(), "which its file keeps"
        assert log.stat().st_mode & 0o077 == 0
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(30)
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["demo"]
    up = call(tmp_path, "up", "--bind", f"127.0.0.1:{port}", HUSTINGS_VAR="var/demo")
    assert up.wait(60) == 1
    assert "holds the demonstration" in (tmp_path / "log").read_text()
