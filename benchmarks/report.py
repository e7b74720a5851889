"""What every benchmark prints, and the two databases it runs on.

    def main() -> None:
        report.header("Sign-ups", people=2_000)
        ours = ...        # per second
        bare = ...
        report.ratio("sign-ups", ours, bare, "rows/s", aim=1 / 3)

    if __name__ == "__main__":
        report.on_each_database(main)

One figure means little on a busy machine; the ratio of two taken in one run means more. Results are kept, as
lines of JSON, where HUSTINGS_BENCH_RESULTS names a folder.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSIDE = "HUSTINGS_BENCH_DATABASE"  # set in the process that measures: the name of its database


@dataclass
class Database:
    """A fresh, empty database; ``environment`` makes a process use it."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)


def databases() -> Iterator[Database]:
    """SQLite in a folder of its own, then a private PostgreSQL; each is gone when the next one comes."""
    from tests.postgres import Cluster

    wanted = os.environ.get("HUSTINGS_BENCH_ONLY", "")
    for name in ("SQLite", "PostgreSQL"):
        if wanted and wanted.lower() != name.lower():
            continue
        folder = tempfile.mkdtemp(prefix="hustings-bench-")
        cluster = Cluster.start() if name == "PostgreSQL" else None
        url = cluster.url() if cluster else f"sqlite:///{folder}/hustings.sqlite3"
        try:
            yield Database(name, {"HUSTINGS_VAR": folder, "HUSTINGS_DATABASE_URL": url})
        finally:
            if cluster:
                cluster.stop()
            shutil.rmtree(folder, ignore_errors=True)


def on_each_database(main: Callable[[], None]) -> None:
    """Run ``main`` in a fresh process on each database, migrated and empty."""
    if os.environ.get(INSIDE):
        import django

        django.setup()
        from hustings.shells.cli import prepare

        prepare.database(may_migrate=True)
        main()
        return
    codes = [
        subprocess.run([sys.executable, *sys.argv], env=environment(database)).returncode
        for database in databases()
    ]
    if any(codes):
        raise SystemExit(max(codes, key=abs))


def environment(database: Database) -> dict[str, str]:
    """What a process needs to work on a database."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {
        "DJANGO_SETTINGS_MODULE": "hustings.settings",
        "HUSTINGS_LOG_LEVEL": "WARNING",
        **os.environ,
        **database.environment,
        "PYTHONPATH": path,
        INSIDE: database.name,
    }


def header(name: str, **sizes: object) -> None:
    """Say what is measured, on what machine and database, with which sizes and command."""
    where = f" on {os.environ[INSIDE]}" if os.environ.get(INSIDE) else ""
    print(f"\n## {name}{where}")
    print(f"{machine()}; load {os.getloadavg()[0]:.1f} before the run")
    print("sizes: " + ", ".join(f"{key.replace('_', ' ')} {_figure(value)}" for key, value in sizes.items()))
    print(f"command: python {_command()} {' '.join(sys.argv[1:])}".rstrip())


def ratio(name: str, ours: float, baseline: float, unit: str, aim: float | None = None) -> float:
    """Print both figures and their ratio, and keep them; ``ours`` and ``baseline`` are per second."""
    share = ours / baseline if baseline else 0.0
    print(
        f"{name}: {share:.3f} of bare, {ours:,.0f} {unit} beside {baseline:,.0f}{_aim(share, aim, '{:.2f}')}"
    )
    keep(name, ours=ours, baseline=baseline, ratio=share, unit=unit)
    return share


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    beside: float | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
) -> None:
    """Print and keep one figure, with its baseline and its aim where there are some."""
    baseline = "" if beside is None else f" beside {beside:,.2f}"
    aim = _aim(value, at_least, "{:,.12g}") + _aim(value, at_most, "{:,.12g}", is_most=True)
    print(f"{name}: {value:,.2f} {unit}{baseline}{aim}")
    keep(name, value=value, unit=unit, **({} if beside is None else {"baseline": beside}))


def share(
    name: str, found: float, n: float, *, at_least: float | None = None, at_most: float | None = None
) -> float:
    """Print and keep ``found`` of ``n`` as a share, beside its aim."""
    part = found / n if n else 0.0
    aim = _aim(part, at_least, "{:.1%}") + _aim(part, at_most, "{:.1%}", is_most=True)
    print(f"{name}: {part:.2%} of {n:,.0f}{aim}")
    keep(name, value=part, n=n, unit="share")
    return part


def _aim(found: float, wanted: float | None, shown: str, *, is_most: bool = False) -> str:
    if wanted is None:
        return ""
    is_met = found <= wanted if is_most else found >= wanted
    words = "at most" if is_most else "at least"
    return f" (aim {words} {shown.format(wanted)}: {'met' if is_met else 'missed'})"


def keep(name: str, **figures: object) -> None:
    """Add a line to the results of this benchmark, where a folder for them is named."""
    if not (folder := os.environ.get("HUSTINGS_BENCH_RESULTS")):
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    line = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "database": os.environ.get(INSIDE, ""),
        "name": name,
        **figures,
        "machine": machine(),
    }
    with Path(folder, f"{_stem()}.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """``with stopwatch() as seconds: …`` and then ``seconds()``."""
    began = time.perf_counter()
    ended: list[float] = []
    yield lambda: (ended[0] if ended else time.perf_counter()) - began
    ended.append(time.perf_counter())


def machine() -> str:
    """Cores, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.machine()}, Python {platform.python_version()}"
    )


def _stem() -> str:
    """``bench_jobs`` of that module, ``bench_mail`` of the package ``mail``."""
    path = Path(sys.argv[0])
    return f"bench_{path.parent.name}" if path.stem == "__main__" else path.stem


def _command() -> str:
    path = Path(sys.argv[0])
    if path.stem == "__main__":
        return f"-m benchmarks.{path.parent.name}"
    return f"-m benchmarks.{path.stem}"


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
