"""A real web server in processes of its own, for benchmarks over HTTP."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from hustings.shells.cli.web import THREADS
from tests.cast.cluster import processes

WORKERS = 2


def start(
    port: int, env: Mapping[str, str], module: str, threads: int = THREADS
) -> "subprocess.Popen[bytes]":
    """Start granian in a process group of its own; return once it answers."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(threads), "--log-level", "error",
        f"{module}:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        _wait(port)
    except BaseException:
        kill(process)
        raise
    return process


def kill(process: "subprocess.Popen[bytes]") -> None:
    """kill -9, with its workers; nothing of it is kept."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


@contextmanager
def serving(env: Mapping[str, str], module: str) -> Iterator[int]:
    """The port at which it serves meanwhile."""
    port = processes.port()
    process = start(port, env, module)
    try:
        yield port
    finally:
        kill(process)


def _wait(port: int) -> None:
    for _try in range(900):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=1).read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no server on port {port}")
