"""Starts, kills and finds ``hustings`` processes."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests import forking, waiting

PATIENCE = 4  # times as long as it takes on a machine that does nothing else
ROOT = Path(__file__).resolve().parents[3]


def environment(var: Path, **more: str) -> dict[str, str]:
    """A private folder, and nothing of the test run's own settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HUSTINGS_", "DJANGO_"))}
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return {**kept, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", "HUSTINGS_VAR": str(var), **more}


def alone(var: Path, calls: Path, **more: str) -> dict[str, str]:
    """The same, and no process may speak to another machine: what tries is named in the file ``calls``."""
    env = environment(var, HUSTINGS_TEST_CALLS=str(calls), **more)
    return {**env, "PYTHONPATH": f"{Path(__file__).parent / 'alone'}{os.pathsep}{env['PYTHONPATH']}"}


def worker(words: list[str], env: dict[str, str], log: Path) -> forking.Process:
    """Start one quickly, whose words go to a file."""
    return forking.start(["-m", "hustings.shells.cli", "worker", *words], env, log=log)


def hustings(words: list[str], env: dict[str, str], log: Path, cwd: Path = ROOT) -> "subprocess.Popen[bytes]":
    """Start a command the long way, whose words go to a file."""
    with log.open("ab") as file:
        command = [sys.executable, "-m", "hustings.shells.cli", *words]
        return subprocess.Popen(command, env=env, stdout=file, stderr=file, stdin=subprocess.DEVNULL, cwd=cwd)


def port() -> int:
    """A free one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def post(address: str, **data: object) -> None:
    """Send a form."""
    body = urllib.parse.urlencode(data).encode()
    with urllib.request.urlopen(address, body, timeout=20) as answer:
        assert answer.status == 200


def serves(number: int) -> bool:
    """Whether a web server answers on this port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{number}/health/", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except (OSError, urllib.error.URLError):
        return False


def until(true: Callable[[], object], seconds: float, what: str) -> None:
    """Wait for something, and fail when it does not come; longer where a machine has much to do."""
    waiting.until(true, what, seconds=seconds * PATIENCE)


def below(parent: int) -> set[int]:
    """All processes that descend from this one, after /proc."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(entry.parent.name)] = int(fields[1])
    found: set[int] = set()
    while new := {pid for pid, ppid in parents.items() if ppid in found | {parent}} - found:
        found |= new
    return found


def alive(pids: set[int]) -> set[int]:
    """Those of them that still run."""
    return {pid for pid in pids if (stat := _stat(pid)) and stat != "Z"}


def _stat(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def kill(pid: int) -> None:
    """kill -9."""
    os.kill(pid, signal.SIGKILL)
