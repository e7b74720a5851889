"""The process apart: it answers, it dies of what would hurt us, and it never stays behind."""

import io
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from mailguard.corpus.writers import formats as makers
from mailguard.files import examine
from mailguard.files.finding import Case
from mailguard.files.sandbox import Sandbox, Unread, shared

CODE = makers.picture("https://evil.example/x")


@pytest.fixture
def box():
    box = Sandbox(seconds=1.0, patience=20.0)
    yield box
    box.close()


def _gone(pid, within=10.0):
    """Whether the process ended (or waits as a zombie for somebody else to collect it)."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_one_process_reads_many_files(box):
    first = box.read("codes", CODE, Case())
    pid = box.pid
    assert [trait.detail for trait in first.traits] == ["https://evil.example/x"]
    assert box.read("codes", CODE, Case()).links[0].where == "qr"
    assert box.pid == pid


def test_a_library_that_raises_leaves_the_process_alive(box):
    with pytest.raises(Unread):
        box.read("codes", b"\x89PNG\r\n\x1a\nbroken", Case())
    pid = box.pid
    assert box.read("codes", CODE, Case()).traits
    assert box.pid == pid


def test_a_killed_process_is_replaced(box):
    box.read("codes", CODE, Case())
    os.kill(box.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert box.read("codes", CODE, Case()).traits


def test_what_takes_too_long_is_ended(box):
    box.read("codes", CODE, Case())  # starts and imports
    out = io.BytesIO()
    Image.effect_noise((5_000, 5_000), 90).save(out, "PNG", compress_level=1)
    box.seconds, pid, began = 0.05, box.pid, time.monotonic()
    with pytest.raises(Unread):
        box.read("codes", out.getvalue(), Case())
    assert time.monotonic() - began < 15
    assert _gone(pid)


def test_a_file_that_wants_all_memory_is_unread():
    small, out = Sandbox(memory=200_000_000), io.BytesIO()
    Image.new("RGB", (6_000, 6_000)).save(out, "PNG")
    assert small.read("codes", CODE, Case()).traits
    with pytest.raises(Unread):
        small.read("codes", out.getvalue(), Case())
    small.close()


def test_an_unknown_reader_is_refused(box):
    with pytest.raises(Unread, match="No module"):
        box.read("no_such_reader", b"", Case())


def test_it_ends_when_its_owner_is_killed():
    code = (
        "import time; from mailguard.files.finding import Case; from mailguard.files.sandbox import shared\n"
        "from tests.system.mailguard.files.test_sandbox import CODE\n"
        "shared.read('codes', CODE, Case()); print(shared.pid, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=_environment())
    pid = int(owner.stdout.readline())
    owner.send_signal(signal.SIGKILL)
    owner.wait(10)
    owner.stdout.close()
    assert _gone(pid)


def test_it_ends_with_its_owner():
    code = (
        "from mailguard.files.sandbox import shared; from mailguard.files.finding import Case\n"
        "from tests.system.mailguard.files.test_sandbox import CODE\n"
        "shared.read('codes', CODE, Case()); print(shared.pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=_environment(), timeout=60)
    assert _gone(int(done.stdout))


def _environment():
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _in_child(queue):
    file = examine("2", "code.png", "image/png", CODE)[0]
    queue.put((os.getpid(), shared.pid, [link.url for link in file.links]))


def test_a_forked_child_gets_a_process_of_its_own():
    examine("2", "code.png", "image/png", CODE)
    ours, fork = shared.pid, multiprocessing.get_context("fork")
    queue = fork.Queue()
    children = [fork.Process(target=_in_child, args=(queue,)) for _ in range(2)]
    for child in children:
        child.start()
    answers = [queue.get(timeout=60) for _ in children]
    for child in children:
        child.join(10)
    assert all(urls == ["https://evil.example/x"] for _, _, urls in answers)
    assert len({ours, *(pid for _, pid, _ in answers)}) == 3
    assert examine("2", "code.png", "image/png", CODE)[0].links
    assert shared.pid == ours


def test_threads_share_it():
    files = []

    def work():
        files.append(examine("2", "code.png", "image/png", CODE)[0])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(files) == 6
    assert all(file.has("qr") for file in files)


def test_it_is_closed_twice_without_harm(box):
    box.read("codes", CODE, Case())
    pid = box.pid
    box.close()
    box.close()
    assert _gone(pid)
