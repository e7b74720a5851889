"""Turns of a process's threads at SQLite's only writer.

SQLite has those that wait sleep and look again, for longer each time and out of order; here they wake at
once.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_pen = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Around a transaction of a visitor; nothing on PostgreSQL, nor inside a transaction."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
    else:
        with _pen:
            yield
