"""Wait for what comes, not for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LONGEST = 60.0  # seconds: a machine may have much else to do


def until(found: Callable[[], T], what: str = "", *, seconds: float = LONGEST) -> T:
    """What this gives, as soon as it gives something that counts as true."""
    ends_at = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < ends_at, f"{what or found} did not come in {seconds:.0f} s"
        time.sleep(0.02)
    return value
