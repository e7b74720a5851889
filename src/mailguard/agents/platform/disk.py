"""Files that are there whole or not at all, whenever the machine or the process dies."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_LEFT_AFTER = 3_600.0  # seconds; a file half written so long ago is nobody's any more
_HALF = ".half"


def make(path: Path) -> None:
    """A folder for its owner alone, with those above it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def write(path: Path, *pieces: bytes) -> None:
    """Put the pieces into a file for its owner alone; on return they survive a loss of power."""
    handle, half = tempfile.mkstemp(_HALF, f".{path.name[:40]}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(half).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(half).unlink()
        raise
    settle(path.parent)


def move(path: Path, new: Path) -> None:
    """Rename within a folder of ours, for good. FileNotFoundError where another was faster."""
    path.rename(new)
    settle(new.parent)
    if path.parent != new.parent:
        settle(path.parent)


def remove(path: Path) -> bool:
    """Whether it was there."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    settle(path.parent)
    return True


def settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    before = time.time() - _LEFT_AFTER
    for path in folder.glob(f".*{_HALF}"):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()


def oldest(folder: Path, ending: str, most: int | None = None) -> list[Path]:
    found = []
    with os.scandir(folder) as entries:
        for each in entries:
            if each.name.endswith(ending) and not each.name.startswith("."):
                with suppress(FileNotFoundError):
                    found.append((each.stat().st_mtime_ns, each.name))
    return [folder / name for _, name in sorted(found)[:most]]
