"""The line at the bottom of a terminal: how far a scan is, in the language of the reader; gone at the end."""

import os
import pty
import re
import signal
import sys
import time

import pytest

from mailguard.cli.progress import Progress


@pytest.mark.parametrize(
    ("language", "drawn"),
    [
        ("en", "██████████░░░░░░░░░░   50%  1 messages, 0.5 a second"),
        ("fr", "██████████░░░░░░░░░░  50\u00a0%  1 messages, 0,5 par seconde"),
    ],
)
def test_a_slow_scan_shows_how_far_it_is(language, drawn, monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setenv("COLUMNS", "100")
    bar = Progress(1_000, is_shown=True)
    bar._started -= 2
    bar.add(500)
    assert capsys.readouterr().err == f"\r{drawn}\x1b[K"
    bar.clear()
    assert capsys.readouterr().err == "\r\x1b[K"


def test_ctrl_c_at_a_terminal_ends_a_scan_by_several_processes(tmp_path):
    box = tmp_path / "box.mbox"
    letter = (
        b"From a Mon Jan  1 00:00:00 2024\nFrom: a@example.org\nSubject: x\n\n" + b"Notes\n" * 300 + b"\n"
    )
    box.write_bytes(letter * 8_000)
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(LANGUAGE="en", TERM="xterm", COLUMNS="80")
        words = [sys.executable, "-m", "mailguard.cli", "scan", "-j2", "--only-bad", str(box)]
        os.execv(sys.executable, words)
    shown, started = b"", time.monotonic()
    while not re.search(rb"[1-9]\d*%", shown) and time.monotonic() - started < 60:
        shown += os.read(terminal, 65_536)
    os.write(terminal, b"\x03")
    try:
        while piece := os.read(terminal, 65_536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 128 + signal.SIGINT
    assert shown.rstrip().endswith(b"\x1b[KInterrupted.") and b"Traceback" not in shown
