"""``mailguard scan`` as a process of its own: signals, pipes, terminals, memory."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from mailguard.agents.processes.process_pool import Crew, NoProcesses
from tests.cast.mailguard.letters import EXIT, FOUND, LURE, NOTE, mbox

MAILGUARD = [str(Path(sys.executable).parent / "mailguard"), "scan"]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


def _start(*words, **options):
    return subprocess.Popen([*MAILGUARD, *map(str, words)], env=ENVIRONMENT, text=True, **options)


def _children(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture
def box(tmp_path):
    path = tmp_path / "box"
    path.write_bytes(mbox(*[NOTE, LURE] * 600))
    return path


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_an_interrupt_ends_it_at_once_with_one_sentence(box, jobs):
    # what was read ahead for readline() is lost to communicate(), so its text may begin within a letter
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "errors": "replace"}
    process = _start(jobs, "--json", box, **pipes)
    assert process.stdout.readline()
    children = _children(process.pid)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=20)
    assert time.monotonic() - started < 5
    assert (process.returncode, complaint) == (130, "Interrupted.\n")
    assert not [pid for pid in children if Path(f"/proc/{pid}/cmdline").exists() and _is_ours(pid)]


def _is_ours(pid):
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_it_falls_silent_when_nobody_listens(box, jobs):
    process = _start(jobs, box, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    with process.stderr:
        complaint = process.stderr.read()
    assert (process.wait(20), complaint) == (141, "")


def test_a_killed_process_is_replaced_and_nothing_is_lost(box):
    process = _start("-j2", "--json", box, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = [process.stdout.readline()]
    for pid in _children(process.pid):
        if _is_ours(pid):
            os.kill(pid, signal.SIGKILL)
    with process:
        lines += process.stdout.readlines()
        complaint = process.stderr.read()
    paths = [json.loads(line)["path"] for line in lines]
    assert paths == [f"{box}#{n}" for n in range(1, 1_201)]
    assert (process.returncode, complaint) == (EXIT, "")


def test_a_terminal_gets_colours_and_a_line_that_tells_how_far_it_is(box):
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in ENVIRONMENT.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    process = subprocess.Popen([*MAILGUARD, box], stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 65_536)
        except OSError:
            break
    assert process.wait(60) == EXIT
    assert b"\x1b[1m" in seen and "█".encode() in seen and b" a second\x1b[K" in seen
    assert f"deliver 600, {FOUND.word} 600.".encode() in seen.splitlines()[-1]


def _fatal(deadly):
    return partial(_work, deadly)


def _work(deadly, job):
    if job == deadly or deadly == "all":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"did {job}"


def _crew(deadly):
    return Crew(partial(_fatal, deadly), 2, weigh=len, lost=lambda job: f"lost {job}")


def test_a_job_that_kills_is_given_up_and_those_beside_it_are_done():
    jobs = [f"job {n}" for n in range(40)]
    results = list(_crew("job 21").run(iter(jobs)))
    assert results == [f"lost {job}" if job == "job 21" else f"did {job}" for job in jobs]


def test_processes_that_do_nothing_but_die_are_not_started_for_ever():
    with pytest.raises(NoProcesses):
        list(_crew("all").run(f"job {n}" for n in range(400)))


@pytest.mark.slow
def test_a_large_mailbox_takes_no_more_memory_than_a_small_one(tmp_path):
    path = tmp_path / "large"
    film = EmailMessage()
    film["From"], film["To"], film["Subject"] = "a@example.org", "b@example.org", "The film"
    film.set_content("Bring friends, lamps and tape.")
    film.add_attachment(bytes(400_000), "video", "mp4", filename="film.mp4")
    letter = mbox(film.as_bytes())
    with path.open("wb") as file:
        for _ in range(400):
            file.write(letter)
    assert path.stat().st_size > 200_000_000
    code = (
        "import resource, sys; from mailguard.cli import main\n"
        "try: main()\n"
        "finally:\n"
        "    # ru_maxrss of a process itself keeps what its parent held before the exec\n"
        "    own = int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
        "    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "    print([own, children], file=sys.stderr)\n"
    )
    words = [sys.executable, "-c", code, "scan", "-j2", "--only-bad", path]
    done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=True)
    assert "Messages: 400" in done.stdout
    assert max(json.loads(done.stderr)) < 250_000  # kB
