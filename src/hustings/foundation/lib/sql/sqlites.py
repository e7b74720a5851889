"""Files of SQLite: copied whole while others use them, and removed with what lies beside them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from mailguard.agents.platform import disk

_BESIDE = ("-wal", "-shm")


def copy(old: Path, new: Path) -> None:
    """Put a copy of one file, as it is at this moment, in the place of another: whole or not at all."""
    half = new.with_name(f".{new.name}.half")
    remove(half)
    half.touch(0o600)
    with closing(sqlite3.connect(old, timeout=60)) as base:
        base.execute("VACUUM INTO ?", [str(half)])
    for ending in _BESIDE:  # of a file that was there before
        disk.remove(new.with_name(f"{new.name}{ending}"))
    disk.move(half, new)


def remove(path: Path) -> None:
    """Delete the file; there may be none."""
    for each in (path, *(path.with_name(f"{path.name}{ending}") for ending in _BESIDE)):
        disk.remove(each)
