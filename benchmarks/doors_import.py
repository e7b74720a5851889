"""Addresses from files into buildings: read, checked, written; again, where nothing changes; taken back.

A file of the national address database is made; the roll's table of addresses is read where
HUSTINGS_BENCH_ADDRESSES names one. Beside it the lines alone, by csv and one INSERT each batch, into a table
with the same indexes: without any check, merge or way back.
"""

import csv
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import report

N = int(os.environ.get("HUSTINGS_BENCH_N", "1000000"))
AIM = 20_000  # lines a second
_KINDS = ["rue", "avenue", "boulevard", "impasse", "chemin", "place"]
_WORDS = [
    "de la Paix",
    "du Port",
    "des Lilas",
    "Saint-Michel",
    "du Général Leclerc",
    "Émile Zola",
    "Victor Hugo",
]
_DEPARTMENTS = [n for n in range(1, 96) if n != 20]  # Corsica has 2A and 2B
_HEADINGS = (
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat;type_position;"
    "source_position;certification_commune"
)


def main() -> None:
    """Measure."""
    report.header("Doors: addresses from files", lines=N)
    with tempfile.TemporaryDirectory() as folder:
        if path := os.environ.get("HUSTINGS_BENCH_ADDRESSES"):
            _import("lines of the roll", Path(path), None)
        made = Path(folder, "made.csv")
        made.write_text(_HEADINGS + "\n" + "\n".join(_lines()) + "\n", encoding="utf-8")
        bare = _bare(made)
        _undone("made lines", _import("made lines", made, bare))
        _import("made lines once more", made, None)
        _again("made lines", made)


def _lines() -> Iterator[str]:
    """Addresses of towns with some hundred streets each, as the national database has them."""
    rng = random.Random(25)
    for n in range(N):
        town, street, number = n // 2_500, n % 2_500 // 25, n % 25 + 1
        kind, word = _KINDS[street % 6], _WORDS[street % 7]
        insee, lat, lon = f"{_DEPARTMENTS[town % 94]:02}{town // 94 + 1:03}", 43 + town / 100, 1 + town / 80
        lat, lon = lat + street / 5_000 + rng.random() / 500, lon + number / 5_000
        rep = "bis" if number % 9 == 0 else ""
        yield (
            f"{insee}_{street:04}_{number:05};;{number};{rep};{kind.title()} {word} {street};{insee[:2]}000;"
            f"{insee};Town {town};{700_000 + street}.0;{6_600_000 + number}.0;{lon:.6f};"
            f"{lat:.6f};entrance;commune;1"
        )


def _run(file: Any) -> float:
    """Seconds that the next piece of work on a file takes."""
    from hustings.field.addresses.files.kind import KIND
    from hustings.foundation.file_imports.uploads import run

    with report.stopwatch() as seconds:
        run.run(KIND, file.pk)
    file.refresh_from_db()
    return seconds()


def _import(name: str, path: Path, bare: float | None) -> Any:
    from hustings.field.addresses.files.kind import KIND
    from hustings.field.addresses.models import Building
    from hustings.foundation.file_imports.uploads import actions

    before = Building.objects.count()
    with report.stopwatch() as seconds, path.open("rb") as opened:
        file = actions.take(kind=KIND, file=opened, name=path.name, user=None)
    taken, read = seconds(), _run(file)
    assert file.state == file.State.CHECKED, (file.state, file.problem)
    actions.start(imported=file, skip_bad=True)
    written = _run(file)
    assert file.state == file.State.DONE, (file.state, file.problem)
    n, whole = file.n_lines, taken + read + written
    report.figure(f"{name}: buildings", Building.objects.count() - before, "of as many lines")
    report.figure(f"{name}: taken and checked", n / (taken + read), "lines/s")
    report.figure(f"{name}: written", n / written, "lines/s")
    report.figure(f"{name}: from upload to end", n / whole, "lines/s", beside=bare, at_least=AIM)
    return file


def _again(name: str, path: Path) -> None:
    """The same file once more: nothing is written."""
    from hustings.field.addresses.models import Building

    was = Building.objects.count()
    file = _import(f"{name} again", path, None)
    changed = file.counts["made"] + file.counts["mended"] + abs(Building.objects.count() - was)
    report.figure(f"{name} again: changed", changed, "buildings", at_most=0)


def _undone(name: str, file: Any) -> None:
    from hustings.foundation.file_imports.uploads import actions

    n = file.n_rows
    actions.undo(imported=file, user=None)
    report.figure(f"{name}: taken back", n / _run(file), "buildings/s")


def _bare(path: Path) -> float:
    """Lines a second of csv and INSERT alone."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_bare (id varchar(40) PRIMARY KEY, town varchar(12), address varchar(250))"
        )
        cursor.execute("CREATE INDEX bench_bare_town ON bench_bare (town, address, id)")
        cursor.execute("CREATE INDEX bench_bare_address ON bench_bare (address, id)")
    with report.stopwatch() as seconds, path.open(encoding="utf-8") as opened:
        reader = csv.reader(opened, delimiter=";")
        next(reader)
        rows: list[list[str]] = []
        for cells in reader:
            rows.append([cells[0], cells[6], f"{cells[4]} {cells[2]}"])
            if len(rows) == 5_000:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.executemany("INSERT INTO bench_bare VALUES (%s, %s, %s)", rows)
                rows = []
    return N / seconds()
