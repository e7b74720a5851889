"""The one way to keep processes: starts again with growing pauses, notices silence, ends whole."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import waiting
from tests.cast.cluster import processes

Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def start(notes: Path) -> Iterator[Start]:
    started = []

    def run(mode: str) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", "tests.cast.mailguard.supervised", str(notes), mode]
        env = {**os.environ, "PYTHONPATH": f"{processes.ROOT / 'src'}{os.pathsep}{processes.ROOT}"}
        started.append(subprocess.Popen(words, env=env, cwd=processes.ROOT))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.wait()


def lines(notes: Path) -> list[str]:
    return notes.read_text().splitlines() if notes.exists() else []


def pids(notes: Path, name: str) -> list[int]:
    """The numbers of the processes that a child has had."""
    found = [line.split() for line in lines(notes)]
    return [int(words[1]) for words in found if words[0] == name and words[1].isdigit()]


def both(notes: Path) -> set[int]:
    waiting.until(lambda: pids(notes, "a") and pids(notes, "b"), "the start of both", seconds=60)
    return {pids(notes, "a")[-1], pids(notes, "b")[-1]}


def test_a_killed_child_is_started_again_and_the_other_goes_on(start: Start, notes: Path) -> None:
    start("steady")
    both(notes)
    os.kill(pids(notes, "a")[0], signal.SIGKILL)
    waiting.until(lambda: len(pids(notes, "a")) == 2, "its return", seconds=60)
    assert "a ended -9 0.1" in lines(notes)
    assert len(pids(notes, "b")) == 1


def test_pauses_grow_with_each_crash_up_to_the_most(start: Start, notes: Path) -> None:
    start("crash")
    waiting.until(lambda: len(pids(notes, "a")) >= 5, "five starts", seconds=60)
    ended = [line for line in lines(notes) if line.startswith("a ended")]
    assert ended[:4] == ["a ended 3 0.1", "a ended 3 0.2", "a ended 3 0.4", "a ended 3 0.4"]


def test_a_child_without_a_sign_of_life_is_killed_and_started_again(start: Start, notes: Path) -> None:
    start("silent")
    waiting.until(lambda: len(pids(notes, "b")) == 2, "the return of the silent one", seconds=60)
    assert any(line.startswith("b ended -9") for line in lines(notes))
    assert len(pids(notes, "a")) == 1


def test_told_to_end_it_ends_all_and_returns(start: Start, notes: Path) -> None:
    process = start("steady")
    family = both(notes)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert not processes.alive(family)
    assert lines(notes)[-1] == "over"
    assert not any("ended" in line for line in lines(notes)), "an end that was asked for is no accident"


def test_a_child_that_will_not_end_is_killed_after_the_grace(start: Start, notes: Path) -> None:
    process = start("stubborn")
    family = both(notes)
    waiting.until(lambda: sum("stands" in line for line in lines(notes)) == 2, "both to stand", seconds=60)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert not processes.alive(family)


def test_nothing_outlives_a_killed_parent(start: Start, notes: Path) -> None:
    process = start("steady")
    family = both(notes)
    process.kill()
    process.wait()
    waiting.until(lambda: not processes.alive(family), "the end of all", seconds=60)


def test_words_of_children_are_heard_line_by_line(start: Start, notes: Path) -> None:
    start("steady")
    both(notes)
    for name in "ab":
        heard = f"heard {name}: {name} says hello"
        waiting.until(lambda heard=heard: heard in lines(notes), heard, seconds=60)


def test_a_hangup_replaces_the_children(start: Start, notes: Path) -> None:
    process = start("steady")
    before = both(notes)
    process.send_signal(signal.SIGHUP)
    waiting.until(lambda: len(pids(notes, "a")) == 2, "the new one", seconds=60)
    waiting.until(lambda: not processes.alive(before), "the end of the old ones", seconds=60)
    assert processes.alive({pids(notes, "a")[1]}) and process.poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_lists_of_processes_show_what_each_is(start: Start, notes: Path) -> None:
    start("steady")
    both(notes)
    shown = Path(f"/proc/{pids(notes, 'a')[0]}/cmdline").read_bytes()
    assert shown.rstrip(b"\0") == b"child a"
