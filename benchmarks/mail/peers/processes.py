"""Servers that a benchmark starts on ports and in folders of their own, and what they used."""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port of TCP on loopback that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def below(root: int) -> list[int]:
    """A process and all that come from it."""
    parents = {int(path.name): _stat(path)[1] for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if int(parent) == pid]
    return found


def seconds(pids: Iterable[int]) -> float:
    """Of the processor, since they began."""
    stats = [_stat(Path(f"/proc/{pid}")) for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in stats) / _TICKS


def peak(pids: Iterable[int]) -> int:
    """Bytes of memory that the fattest of them ever held."""
    return max((_peak(Path(f"/proc/{pid}/status")) for pid in pids), default=0)


def _stat(path: Path) -> list[str]:
    """The columns of proc(5) stat after the name; zeros for a process that has ended."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50


def _peak(path: Path) -> int:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
