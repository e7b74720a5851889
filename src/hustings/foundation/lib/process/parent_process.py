"""A process that ends with its parent, even when the parent is killed and can't say goodbye."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1


def end_with(parent: int, number: int = signal.SIGTERM) -> None:
    """Have this process signalled when ``parent`` ends. Call it from the main thread."""
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
