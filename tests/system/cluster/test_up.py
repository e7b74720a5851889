"""``hustings up`` on SQLite: starts, works, refuses in words, ends whole."""

import re
import signal
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import ready
from tests.cast.cluster import processes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests of this file, with a migrated database: to make one takes long."""
    made = tmp_path_factory.mktemp("var")
    ready.fresh(str(made / "hustings.sqlite3"))
    ready.collected(made)
    return made


@pytest.fixture
def port() -> int:
    return processes.port()


@pytest.fixture
def up(var: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A campaign that serves."""
    process = start(var, port)
    processes.until(lambda: processes.serves(port) or process.poll() is not None, 120, "the first answer")
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(20)


def start(var: Path, port: int, **more: str) -> "subprocess.Popen[bytes]":
    words = ["up", "--bind", f"127.0.0.1:{port}", "--processes", "1", "--workers", "1"]
    more = {"DJANGO_SETTINGS_MODULE": "tests.cast.cluster.settings", **more}
    return processes.hustings(words, processes.environment(var, **more), var / "log")


def said(var: Path, port: int, **more: str) -> tuple[int, str]:
    """The exit code and words of a start that is refused."""
    log = var / "log"
    before = log.stat().st_size if log.exists() else 0
    code = start(var, port, **more).wait(60)
    return code, log.read_bytes()[before:].decode()


def rows(var: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(var / "hustings.sqlite3", timeout=20)) as connection, connection:
        return connection.execute(question).fetchall()


def test_it_serves_works_and_ends_whole(var: Path, port: int, up: "subprocess.Popen[bytes]") -> None:
    assert processes.serves(port)
    pulses = "SELECT count(*) FROM jobs_workerheartbeat"
    processes.until(lambda: rows(var, pulses)[0][0] >= 3, 60, "a sign of life of web, worker and scheduler")
    done = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
    with closing(sqlite3.connect(var / "hustings.sqlite3", timeout=20)) as connection, connection:
        connection.execute(TASK)
    processes.until(lambda: rows(var, done)[0][0], 30, "the task's end")
    family = processes.below(up.pid)
    assert len(family) >= 4  # web and its process, worker, scheduler
    up.send_signal(signal.SIGINT)
    assert up.wait(30) == 0
    assert not processes.alive(family)
    assert rows(var, pulses) == [(0,)]


TASK = """
INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority, task_path,
    worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
VALUES ('00000000000000000000000000000001', 'READY', '2027-01-01', '{"args": ["none"], "kwargs": {}}', 0,
    'hustings.foundation.jobs.tasks.run_job', '[]', 'default', 'default', '9999-01-01 00:00:00', '', '')
"""


def test_nothing_outlives_a_killed_parent_and_a_taken_port_is_named(
    var: Path, port: int, up: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    code, words = said(tmp_path, port)
    assert (
        code == 1 and f"Another program uses port {port} on 127.0.0.1" in words and "Traceback" not in words
    )
    assert not (tmp_path / "hustings.sqlite3").exists()
    code, words = said(var, processes.port())
    assert code == 1 and f"is already running in {var} (process {up.pid})" in words
    family = processes.below(up.pid)
    assert family
    up.kill()
    up.wait()
    processes.until(lambda: not processes.alive(family), 60, "the end of all children")


def test_a_killed_child_is_started_again(var: Path, port: int, up: "subprocess.Popen[bytes]") -> None:
    [web] = [pid for pid in processes.below(up.pid) if b"web" in command(pid) and parent_is(pid, up.pid)]
    processes.kill(web)
    processes.until(lambda: not processes.serves(port), 10, "the server's end")
    processes.until(lambda: processes.serves(port), 60, "its return")
    assert b"killed by SIGKILL" in (var / "log").read_bytes()


def command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def parent_is(pid: int, parent: int) -> bool:
    return f"PPid:\t{parent}\n" in Path(f"/proc/{pid}/status").read_text()


def test_a_first_start_serves_a_whole_page_and_counts_who_reads_it(tmp_path: Path, port: int) -> None:
    process = start(tmp_path, port, DJANGO_SETTINGS_MODULE="hustings.settings")
    try:
        processes.until(lambda: processes.serves(port) or process.poll() is not None, 180, "the first answer")
        page = read(port, "/")
        [look, *_more] = re.findall(r'href="(/static/[^"]+\.css)"', page)
        assert "{" in read(port, look)
        tallies = "SELECT count(*) FROM website_tally"
        processes.until(lambda: rows(tmp_path, tallies)[0][0], 30, "the view's being counted")
    finally:
        process.terminate()
        process.wait(30)


def read(port: int, path: str) -> str:
    """A page as a person's browser gets it."""
    browser = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=browser)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return str(answer.read().decode())


def test_a_database_of_a_newer_version_is_left_alone(var: Path, port: int) -> None:
    with closing(sqlite3.connect(var / "hustings.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('jobs', '9999_later', '2030-01-01')"
        )
    before = rows(var, "SELECT count(*) FROM django_migrations")
    code, words = said(var, port)
    assert code == 1 and "jobs.9999_later" in words and "newer version" in words and "Traceback" not in words
    assert rows(var, "SELECT count(*) FROM django_migrations") == before


def test_a_folder_that_is_none_is_answered_in_words(tmp_path: Path, port: int) -> None:
    (tmp_path / "file").write_text("")
    code, words = said(tmp_path, port, HUSTINGS_VAR=str(tmp_path / "file"))
    assert code == 1 and "can't be written" in words and "Traceback" not in words
