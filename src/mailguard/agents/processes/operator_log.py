"""What a process tells its operator, and what it weighs."""

import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mailguard.facts import Scan
from mailguard.i18n import Complaint, mark

_PAGE = resource.getpagesize()


def say(text: str) -> None:
    """One line to the operator."""
    sys.stderr.write(f"mailguard: {text}\n")
    sys.stderr.flush()


def log(text: str) -> None:
    """One line that nothing else gets into; no address, subject or name stands in it."""
    with suppress(OSError):
        os.write(2, f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {text}\n".encode())


class ScannerNews:
    """Tells once that a virus scanner gives no verdicts, and once that it gives them again."""

    _ANEW = 60.0  # seconds from one failure to the next: one that comes and goes isn't told of each time
    _KNOWS = ("clean", "found", "large")

    def __init__(self, tell: Callable[[Complaint], None]) -> None:
        self._tell = tell
        self._fails, self._told_at = False, -self._ANEW
        self._lock = threading.Lock()

    def heard(self, scan: Scan) -> None:
        fails = scan.state not in self._KNOWS
        if not scan.state or fails == self._fails:
            return
        with self._lock:
            now = time.monotonic()
            if fails == self._fails or (fails and now - self._told_at < self._ANEW):
                return
            self._fails, self._told_at = fails, now if fails else self._told_at
        if fails:
            says = mark("ClamAV gives no verdict ({why}): mail is judged without it until it does.")
            self._tell(Complaint(says, why=Complaint(scan.why.replace("{", "{{").replace("}", "}}"))))
        else:
            self._tell(Complaint(mark("ClamAV gives verdicts again.")))


def weight() -> int:
    """Bytes of memory that this process has now; where the system doesn't tell, the most it ever had."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        unit = 1 if sys.platform == "darwin" else 1_024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
