"""Turns of a process's threads at SQLite's only writer.

SQLite has those that wait sleep and look again, for longer each time and out of order; here they wake at
once.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_pen = threading.Lock()
_SHARE, _LONGEST = 5, 0.12  # of the work's time; seconds


@contextmanager
def turn() -> Iterator[None]:
    """Around a transaction of a visitor; nothing on PostgreSQL, nor inside a transaction."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
    else:
        with _pen:
            yield


@contextmanager
def sharing() -> Iterator[None]:
    """Before each transaction of work that goes on for minutes: a pause after it lets others write.

    Processes that wait look every tenth of a second, so a writer that hardly stops starves them.
    """
    began = time.monotonic()
    yield
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(min((time.monotonic() - began) / _SHARE, _LONGEST))
