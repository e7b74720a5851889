"""rspamd as Debian packs it: one worker, default scores, nobody asked but the names server that is given."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from benchmarks.mail.peers import processes
from benchmarks.mail.peers.found import Found, Post, Result

_CONFIG = """
.include "$CONFDIR/common.conf"
options {
  pidfile = "$RUNDIR/rspamd.pid";
  .include "$CONFDIR/options.inc"
  .include(priority=10) "$LOCAL_CONFDIR/override.d/options.inc"
  control_socket = "$RUNDIR/control";
  local_addrs = [];
}
lang_detection { .include "$CONFDIR/lang_detection.inc" }
logging { .include "$CONFDIR/logging.inc" type = "file"; filename = "$LOGDIR/rspamd.log"; }
worker "normal" { .include "$CONFDIR/worker-normal.inc" bind_socket = "127.0.0.1:%(port)d"; count = 1; }
"""
_MILTER = """worker "rspamd_proxy" {
  bind_socket = "127.0.0.1:%(port)d"; milter = yes; timeout = 120s; count = %(n)d;
  upstream "local" { default = yes; self_scan = yes; }
}
"""
_OPTIONS = 'dns { nameserver = ["127.0.0.1:%(names)d"]; timeout = 1s; retransmits = 2; }\n'
# They ask lists and stores on the network.
_OFF = ("fuzzy_check", "rbl", "surbl", "asn", "mx_check", "url_redirector", "rspamd_update")
_READY = "loading hyperscan expressions after receiving compilation notice"
_PATIENCE = 180  # seconds until its patterns are compiled


def is_installed() -> bool:
    """Whether the package is there."""
    return shutil.which("rspamd") is not None


@dataclass(frozen=True)
class Server:
    """A running one. ``worker`` is the process that judges."""

    port: int
    worker: int

    def check_all(self, posts: Sequence[Post], at_once: int) -> Found:
        """All messages over so many kept connections."""
        lines: SimpleQueue[http.client.HTTPConnection] = SimpleQueue()
        for _ in range(at_once):
            lines.put(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60))

        def check(post: Post) -> Result:
            line = lines.get()
            try:
                return _check(line, post)
            finally:
                lines.put(line)

        began, used = time.perf_counter(), processes.seconds([self.worker])
        with ThreadPoolExecutor(at_once) as pool:
            results = list(pool.map(check, posts))
        wall = time.perf_counter() - began
        return Found(results, wall, processes.seconds([self.worker]) - used, processes.peak([self.worker]))


def _check(line: http.client.HTTPConnection, post: Post) -> Result:
    raw, envelope = post
    headers = {
        "IP": envelope.client_ip,
        "Helo": envelope.helo,
        "Hostname": envelope.client_name,
        "From": envelope.mail_from or "",
        "Rcpt": ",".join(envelope.rcpt_to),
    }
    line.request("POST", "/checkv2", raw, {name: value for name, value in headers.items() if value})
    told = json.loads(line.getresponse().read())
    flagged = told["action"] not in ("no action", "greylist")
    return Result(float(told["score"]), flagged, frozenset(told["symbols"]))


@contextmanager
def serving(names: int, *, is_local: bool = False) -> Iterator[Server]:
    """One that asks the names server on this port of loopback; it ends with the block.

    ``is_local`` leaves out what accuses every sender whose host can't be looked up.
    """
    port = processes.free_port()
    with _running(names, _CONFIG % {"port": port}, is_local=is_local) as (process, log):
        yield Server(port, _worker(process, log))


@contextmanager
def milter(names: int, n: int) -> Iterator[str]:
    """As a milter with ``n`` processes that judge; where Postfix reaches it."""
    port = processes.free_port()
    head = _CONFIG.partition('worker "normal"')[0]
    with _running(names, head + _MILTER % {"port": port, "n": n}) as (process, log):
        _worker(process, log, "(rspamd_proxy)", n)
        yield f"inet:127.0.0.1:{port}"


@contextmanager
def _running(
    names: int, text: str, *, is_local: bool = False
) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """The process, and its log."""
    with tempfile.TemporaryDirectory(prefix="bench-rspamd-") as folder:
        root = Path(folder)
        for name in ("local/override.d", "db", "log", "run"):
            (root / name).mkdir(parents=True)
        for name in (*_OFF, *(("hfilter",) if is_local else ())):
            (root / f"local/override.d/{name}.conf").write_text("enabled = false;\n")
        (root / "local/override.d/options.inc").write_text(_OPTIONS % {"names": names})
        config = root / "rspamd.conf"
        config.write_text(text)
        places = {"LOCAL_CONFDIR": "local", "DBDIR": "db", "LOGDIR": "log", "RUNDIR": "run"}
        command = ["rspamd", "--no-fork", "--config", str(config)]
        command += [f"--var={name}={root / place}" for name, place in places.items()]
        if os.geteuid() == 0:
            command.append("--insecure")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield process, root / "log/rspamd.log"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _worker(process: "subprocess.Popen[bytes]", log: Path, kind: str = "(normal)", n: int = 1) -> int:
    """The number of the first worker, when the patterns of all are compiled."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        ready = [line for line in lines if _READY in line and kind in line]
        if len(ready) >= n:
            time.sleep(1)  # it says so before it loads them
            return int(ready[0].partition("#")[2].partition("(")[0])
        time.sleep(0.3)
    raise TimeoutError(f"rspamd did not start; see {log}")
