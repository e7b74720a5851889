"""People imported a second, beside a bare COPY (on SQLite: executemany) of the same file into a bare table.

The file is NationBuilder's export: 54 columns, some twenty filled. Each line becomes a person, an e-mail or
two, a phone, an address with its commune, tags, fields of the campaign's own, consents in the ledger, and a
line of the timeline: some sixteen rows in eleven tables, for which PostgreSQL looks up twenty-six foreign
keys. The check before it is measured too; it writes what comes of each line. Seconds of the processor are
told beside those of the clock, which on a busy machine say little; ``--existing 1000000`` has people there
before.
"""

import argparse
import csv
import os
import resource
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks import report

BARE = "bare_list"


def main() -> None:
    """Measure."""
    from benchmarks import people_factory
    from tests.cast.people import nationbuilder

    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=20_000)
    words.add_argument("--existing", type=int, default=0)
    said = words.parse_args()
    n = said.rows
    path = Path(os.environ["HUSTINGS_VAR"]) / "list.csv"
    size, bad, expected = made(path, n, 0.03)
    if said.existing:
        people_factory.fill(said.existing, said.existing)
    report.header("Import of people", rows=n, bytes=size, bad_lines=bad, existing=said.existing)
    places(nationbuilder.PLACES)
    checked, run = import_file(path, n, expected)
    made(path, n, 0)  # COPY takes no bad line
    beside = sorted(bare(path, nationbuilder.COLUMNS) for _ in range(3))[1]
    report.ratio("people imported", run, beside, "rows/s", aim=1 / 15)
    if os.environ[report.INSIDE] == "SQLite":
        report.figure("people imported on SQLite", run, "rows/s", at_least=6_000)
    report.figure("1,000,000 lines at this pace", 1e6 / run, "s", at_most=180)
    report.ratio("lines checked", checked, beside, "rows/s")


def made(path: Path, n: int, bad: float) -> tuple[int, int, int]:
    """Write the file in a process of its own, whose memory is not ours: bytes, bad lines, people to come."""
    with get_context("spawn").Pool(1) as other:
        return other.apply(_make, (str(path), n, bad))


def _make(path: str, n: int, bad: float) -> tuple[int, int, int]:
    from tests.cast.people import nationbuilder

    found = nationbuilder.make(n, bad=bad)
    Path(path).write_bytes(found.data)
    return len(found.data), found.kinds.total(), found.created


def places(known: list[tuple[str, str]]) -> None:
    """Thirty communes, one postcode each."""
    from hustings.foundation.territories.models import Kind, Postcode, Zone, key

    for code, city in known:
        zone = Zone.objects.create(kind=Kind.COMMUNE, code=code, name=city, name_key=key(city), country="FR")
        Postcode.objects.create(code=code, zone=zone)


def import_file(path: Path, n: int, expected: int) -> tuple[float, float]:
    """Lines checked and people imported a second."""
    from hustings.people.imports.actions import imports
    from hustings.people.imports.columns.options import COLUMN, Options, Statement
    from hustings.people.imports.run import execution
    from hustings.people.persons.models import Person

    before, began_at = Person.objects.count(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with path.open("rb") as file:
        imported = imports.take_file(file=file, name="list.csv", user=None)
    options = Options.read(imported.options)
    said = Statement(COLUMN, "Yes, write to me.", "Our old site")
    options.consents = {"email": said, "sms": said}
    imports.check(imported=imported, mapping=imported.mapping, options=options)
    began = time.perf_counter()
    execution.check_import(imported.pk)
    checked = time.perf_counter() - began
    imports.start(imported=imported)
    began, worked = time.perf_counter(), time.process_time()
    execution.run_import(imported.pk)
    run, used = time.perf_counter() - began, time.process_time() - worked
    assert Person.objects.count() == before + expected
    report.figure("processor of the run: Python", used / n * 1e6, "µs a line")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.figure("peak memory of the process", most, "MB")
    report.figure("of which for the import", most - began_at, "MB")
    return n / checked, n / run


def bare(path: Path, columns: list[str]) -> float:
    """Rows a second into a table of text columns without an index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {BARE}")
        cursor.execute(f"CREATE TABLE {BARE} ({', '.join(f'{name} text' for name in columns)})")
        began = time.perf_counter()
        _copy(cursor, path) if connection.vendor == "postgresql" else _insert(cursor, path, len(columns))
        took = time.perf_counter() - began
        cursor.execute(f"SELECT count(*) FROM {BARE}")
        n: int = cursor.fetchone()[0]
        cursor.execute(f"DROP TABLE {BARE}")
    return n / took


def _copy(cursor: Any, path: Path) -> None:
    with cursor.copy(f"COPY {BARE} FROM STDIN (FORMAT csv, HEADER)") as copy, path.open("rb") as file:
        while block := file.read(1 << 16):
            copy.write(block)


def _insert(cursor: Any, path: Path, width: int) -> None:
    from django.db import transaction

    with path.open(newline="") as file, transaction.atomic():
        lines = csv.reader(file)
        next(lines)
        cursor.executemany(f"INSERT INTO {BARE} VALUES ({', '.join(['%s'] * width)})", lines)


if __name__ == "__main__":
    report.on_each_database(main)
