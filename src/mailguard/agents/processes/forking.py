"""A process forked from this loaded one: it shares this one's memory, and ends with it."""

import ctypes
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
_PR_SET_PDEATHSIG = 1


def fork(work: Callable[[], int | None], name: str = "", *, is_tied: bool = True) -> int:
    """Do ``work`` in a new process, return its number; the exit code is the work's. No thread goes along.

    There SIGTERM ends, and SIGINT and SIGHUP, which a terminal sends to all, are the parent's to answer. One
    that isn't tied outlives its parent: for work that ends with a pipe of another process.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # none may reach the child before it is ready
    try:
        parent = os.getpid()
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.flush()  # lest both say it
        if not (pid := os.fork()):
            _become(work, name, parent if is_tied else 0, before)
        return pid
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _become(work: Callable[[], int | None], name: str, parent: int, mask: set[signal.Signals | int]) -> None:
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        for each in (signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        if parent:
            end_with(parent)
        if name:
            call_it(name)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        code = work() or 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        finally:
            os._exit(code)  # what the parent meant to do at its own end is not ours


def end_with(parent: int, number: int = signal.SIGTERM) -> None:
    """Have this process signalled when ``parent`` ends, even by a kill. Call it from the main thread."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), number)
        return
    threading.Thread(target=_watch, args=(parent, number), name="parent watch", daemon=True).start()


def _watch(parent: int, number: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), number)


def call_it(name: str) -> None:
    """Show ``name`` in lists of processes, as far as the words that the program was started by leave room."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        begins, ends = int(fields[45]), int(fields[46])
    except (OSError, ValueError, IndexError):
        return  # a system that shows it otherwise
    if room := ends - begins:
        ctypes.memmove(begins, name.encode()[: room - 1].ljust(room, b"\0"), room)
