"""Sign-ups a second through the whole stack, beside a bare Django view that writes one row.

Run it as `python -m benchmarks.bench_signups`. The same server, database and load for both, in turn; what
counts is the ratio. Each sign-up comes from an address and a network of its own, as on the day of a great
speech: the form is checked, the commune looked up, the rates counted, a row and a task written in one
transaction.
"""

import asyncio
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests import ready
from tests.postgres import Cluster

REQUESTS, CONNECTIONS, ROUNDS, WORKERS = 3000, 16, 3, 2
RESULTS = Path(__file__).parent / "results" / "signups.txt"
PREPARE = """
import django, time; django.setup()
from hustings.people import actions
from hustings.people.models import Purpose
from hustings.territories.models import Zone, Postcode
from hustings.website.stamp import Stamp
zone = Zone.objects.create(kind="commune", code="30189", name="Nimes", name_key="nimes", country="FR")
Postcode.objects.create(code="30000", zone=zone)
line = actions.wording(purpose=Purpose.EMAIL, text="I agree to receive news.")
print(Stamp(time.time() - 60, "/fr/", {"email": line.pk}))
"""


def main() -> None:
    """Measure on both databases, print, and keep what was printed."""
    lines = [
        f"Sign-ups: {REQUESTS} requests a round, {ROUNDS} rounds, {CONNECTIONS} connections, "
        f"{WORKERS} worker processes; load from the same machine.",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}",
        "python -m benchmarks.bench_signups",
        f"{'':12}{'bare/s':>10}{'sign-ups/s':>12}{'ratio':>8}{'p99 ms':>9}",
    ]
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        lines.append(_row("SQLite", ready.fresh(f"{folder}/bench.sqlite3"), folder))
        cluster = Cluster().start()
        try:
            lines.append(_row("PostgreSQL", ready.fresh("bench", cluster.url()), folder))
        finally:
            cluster.stop()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def _row(name: str, database: str, folder: str) -> str:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(["src", "."]),
        "DJANGO_SETTINGS_MODULE": "hustings.settings",
        "HUSTINGS_DATABASE_URL": database,
        "HUSTINGS_VAR": folder,
        "HUSTINGS_SECRET_KEY": "of no worth: for a benchmark",
        "HUSTINGS_TRUSTED_PROXIES": "1",
        "HUSTINGS_LOG_LEVEL": "ERROR",
    }
    stamp = subprocess.run(
        [sys.executable, "-c", PREPARE], env=env, capture_output=True, text=True, check=True
    ).stdout.strip()
    bare_env = {**env, "DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings"}
    with _server(env) as ours, _server(bare_env) as bare:
        for port in (ours, bare):
            asyncio.run(_load(port, stamp, 200, "warm"))
        speeds: dict[int, list[float]] = {ours: [], bare: []}
        slowest: list[float] = []
        for number in range(ROUNDS):
            for port in (bare, ours):
                began = time.perf_counter()
                times = asyncio.run(_load(port, stamp, REQUESTS, f"{port}-{number}"))
                speeds[port].append(REQUESTS / (time.perf_counter() - began))
                if port == ours:
                    slowest.append(statistics.quantiles(times, n=100)[98] * 1000)
    best = {port: statistics.median(speed) for port, speed in speeds.items()}
    ratio = best[ours] / best[bare]
    return f"{name:12}{best[bare]:10.0f}{best[ours]:12.0f}{ratio:8.2f}{statistics.median(slowest):9.1f}"


@contextmanager
def _server(env: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += [
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
        "--log-level",
        "error",
        "hustings.wsgi:application",
    ]
    process = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        _wait(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with its workers; nothing of it is kept
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(900):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=1).read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no server on port {port}")


async def _load(port: int, stamp: str, n_requests: int, run: str) -> list[float]:
    """Send so many forms over kept connections; the seconds that each took."""
    numbers = iter(range(n_requests))
    times: list[float] = []

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            began = time.perf_counter()
            writer.write(_request(stamp, run, number))
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 302"):
                raise RuntimeError(head.decode())
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length or 0))
            times.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))
    return times


def _request(stamp: str, run: str, number: int) -> bytes:
    form = {"stamp": stamp, "given_name": "Charlie", "email": f"c{number}-{run}@example.org"}
    body = urlencode({**form, "postcode": "30000", "consent_email": "on"}).encode()
    origin = f"10.{hash(run) % 250}.{number // 250}.{number % 250}"
    head = (
        "POST /fr/sign-ups/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"X-Forwarded-For: {origin}\r\nX-Forwarded-Proto: http\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    main()
