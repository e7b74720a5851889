"""Messages a second with every signature verified; latency, memory and start; rspamd on the same messages."""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks import report
from benchmarks.mail import collection, names_server, signing
from benchmarks.mail.collection import Item
from benchmarks.mail.peers import rspamd
from benchmarks.mail.settings import Settings
from mailguard import Engine, Envelope
from mailguard.authentication import dns

Post = tuple[bytes, Envelope]


@dataclass(frozen=True)
class Timed:
    """Seconds a message, on the wall and of the processor; bytes of memory at the peak."""

    wall: list[float]
    cpu: list[float]
    peak: int
    results: Counter[str]  # of DKIM, SPF and DMARC


def run(settings: Settings) -> None:
    """Ours with names from a table and from a server, rspamd with that server; and the start."""
    items = _half_phish(settings)
    posts, zone = signing.signed(item.raw() for item in items)
    size = sum(len(raw) for raw, _ in posts) // len(posts)
    report.header("Speed of mailguard", messages=len(posts), mean_bytes=size, names=len(zone))
    with names_server.serving(zone) as port:
        tabled = _apart(posts, zone, 0)
        asked = _apart(posts, zone, port)
        _tell("names from a table", tabled)
        _tell("names from a server, none known before", asked)
        if rspamd.is_installed():
            _beside(posts, port, tabled, asked)
        else:
            print("rspamd is not installed: apt install rspamd")
    _start(items[0].raw())


def _half_phish(settings: Settings) -> list[Item]:
    """Half phish, which are longer and harder to read, half everything else by its sources."""
    dev = collection.read(settings.mail, "dev")
    phish = collection.sample([item for item in dev if item.label == "phish"], settings.speed // 2)
    rest = collection.sample([item for item in dev if item.label != "phish"], settings.speed // 2)
    return collection.shuffled([*phish, *rest])


def _apart(posts: list[Post], zone: dict[str, dict[str, list[str]]], port: int) -> Timed:
    """In a fresh process, so that its memory is the worker's own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(timed, (posts, zone, port))


def timed(posts: list[Post], zone: dict[str, dict[str, list[str]]], port: int) -> Timed:
    """Judge each once, after the engine has warmed up as ``mailguard serve`` does it, and judged one of them.

    The names come from a table where ``port`` is 0.
    """
    resolver: dns.Resolver = dns.Cached(dns.Live([f"127.0.0.1:{port}"])) if port else dns.Static(zone)
    engine = Engine(resolver=resolver)
    engine.warm()
    engine.analyse(posts[0][0])
    before = _most_held()
    wall, cpu, results = [], [], Counter[str]()
    for raw, envelope in posts:
        began, began_cpu = time.perf_counter(), time.process_time()
        verdict = engine.analyse(raw, envelope)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
        proof = verdict.facts.authentication
        results.update(f"dkim {each.result}" for each in proof.dkim)
        results.update([f"spf {proof.spf.result}", f"dmarc {proof.dmarc.result}"])
    peak = _most_held()
    print(f"  worker: {before / 1024:.0f} MB with the messages loaded, {peak / 1024:.0f} MB at the peak")
    return Timed(wall, cpu, peak * 1024, results)


def _most_held() -> int:
    """kB that this process held at most; ``ru_maxrss`` would keep what its parent held before the exec."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])


def _tell(name: str, found: Timed) -> None:
    n = len(found.wall)
    print(f"\n{name}: {', '.join(f'{result} {count:,}' for result, count in found.results.most_common())}")
    rate = n / sum(found.cpu)
    report.figure(f"{name}: messages a second of one core", rate, f"/s{_met(rate >= 300, '300')}")
    report.figure(f"{name}: messages a second on the wall", n / sum(found.wall), "/s")
    report.figure(f"{name}: mean", statistics.mean(found.wall) * 1000, "ms")
    p99 = statistics.quantiles(found.wall, n=100)[98] * 1000
    report.figure(f"{name}: 99 % within", p99, f"ms{_met(p99 <= 100, '100')}")
    report.figure(
        f"{name}: 99 % within, of the processor", statistics.quantiles(found.cpu, n=100)[98] * 1000, "ms"
    )
    report.figure(f"{name}: worst", max(found.wall) * 1000, "ms")
    peak = found.peak / 2**20
    report.figure(f"{name}: peak memory of the worker", peak, f"MB{_met(peak <= 250, '250')}")


def _met(is_met: bool, aim: str) -> str:
    return f", aim {aim}: {'met' if is_met else 'MISSED'}"


def _beside(posts: list[Post], port: int, tabled: Timed, asked: Timed) -> None:
    """rspamd twice: names unknown beside ours that asks, then names known beside ours with its table.

    Processor time is compared, since rspamd works on several messages while it waits for names.
    """
    with rspamd.serving(port) as server:
        cold, warm = server.check_all(posts, 4), server.check_all(posts, 4)
    passed = sum("R_DKIM_ALLOW" in each.symbols for each in cold.results)
    print(f"\nrspamd, one worker, four at a time: DKIM passed in {passed:,} of {len(posts):,}")
    n = len(posts)
    report.ratio("a core, names asked, by rspamd", n / sum(asked.cpu), n / cold.cpu, "/s", aim=1.0)
    report.ratio("a core, names known, by rspamd", n / sum(tabled.cpu), n / warm.cpu, "/s", aim=1.0)
    report.figure("rspamd, names asked: messages a second on the wall", n / cold.wall, "/s")
    report.figure("rspamd, names known: messages a second on the wall", n / warm.wall, "/s")
    report.figure("rspamd: peak memory of the worker", warm.peak / 2**20, "MB")


def _start(raw: bytes) -> None:
    """The command on one message, the middle of seven runs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.eml"
        path.write_bytes(raw)
        command = [str(Path(sys.executable).with_name("mailguard")), "scan", str(path)]
        took, used = [], []
        for _ in range(7):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True)
            took.append(time.perf_counter() - began)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    if done.stderr and not done.stdout:
        print(f"mailguard scan does not run: {done.stderr.strip().splitlines()[-1]}")
        return
    seconds = statistics.median(took)
    print()
    report.figure("start: mailguard scan one.eml", seconds, f"s{_met(seconds <= 0.5, '0.5')}")
    report.figure("start: of the processor", statistics.median(used), "s")
