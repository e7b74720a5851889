"""SpamAssassin's server as Debian packs it: default scores, local tests, nothing learnt."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mail.peers import processes
from benchmarks.mail.peers.found import Found, Post, Result

_TOLD = re.compile(rb"Spam: (True|False) ; (-?[\d.]+) /")
_PATIENCE = 120  # seconds until its rules are compiled


def is_installed() -> bool:
    """Whether the package is there."""
    return shutil.which("spamd", path=os.environ["PATH"] + ":/usr/sbin") is not None


@dataclass(frozen=True)
class Server:
    """A running one."""

    port: int
    root: int

    def check_all(self, posts: Sequence[Post], at_once: int) -> Found:
        """All messages; it is told no envelope, since its protocol has none."""
        pids = processes.below(self.root)
        began, used = time.perf_counter(), processes.seconds(pids)
        with ThreadPoolExecutor(at_once) as pool:
            results = list(pool.map(self._check, [raw for raw, _ in posts]))
        wall = time.perf_counter() - began
        return Found(results, wall, processes.seconds(pids) - used, processes.peak(pids))

    def _check(self, raw: bytes) -> Result:
        with socket.create_connection(("127.0.0.1", self.port), timeout=300) as line:
            line.sendall(b"CHECK SPAMC/1.5\r\nContent-length: %d\r\n\r\n" % len(raw) + raw)
            line.shutdown(socket.SHUT_WR)
            told = b"".join(iter(lambda: line.recv(4096), b""))
        found = _TOLD.search(told)
        if not found:
            raise RuntimeError(f"spamd answers {told[:200]!r}")
        return Result(float(found[2]), found[1] == b"True")


@contextmanager
def serving(children: int) -> Iterator[Server]:
    """One with so many processes; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="bench-spamd-") as folder:
        port = processes.free_port()
        command = [shutil.which("spamd", path=os.environ["PATH"] + ":/usr/sbin") or "spamd"]
        command += ["--local", "--listen=127.0.0.1", f"--port={port}", "--nouser-config", "--cf=use_bayes 0"]
        command += [f"--max-children={children}", f"--min-children={children}", "--max-conn-per-child=100000"]
        command += [f"--helper-home-dir={folder}", f"--syslog={folder}/log", f"--pidfile={folder}/pid"]
        if os.geteuid() == 0:
            command.append("--username=nobody")
            Path(folder).chmod(0o777)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(process, port)
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                line.sendall(b"PING SPAMC/1.5\r\n\r\n")
                if b"PONG" in line.recv(200):
                    return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError("spamd did not start")
