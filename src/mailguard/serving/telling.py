"""What a process tells its operator, and what it weighs."""

import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

_PAGE = resource.getpagesize()


def say(text: str) -> None:
    """One line to the operator."""
    sys.stderr.write(f"mailguard: {text}\n")
    sys.stderr.flush()


def log(text: str) -> None:
    """One line that nothing else gets into; no address, subject or name stands in it."""
    with suppress(OSError):
        os.write(2, f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {text}\n".encode())


def weight() -> int:
    """Octets of memory that this process has now; where the system doesn't tell, the most it ever had."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        unit = 1 if sys.platform == "darwin" else 1_024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
