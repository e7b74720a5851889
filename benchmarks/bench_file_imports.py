"""Polling stations from a file, checked, written and undone, beside a bare COPY (on SQLite: executemany).

Each line becomes a line of the import, a zone with its step and two containments or more, and is taken away
again with all of them.
"""

import argparse
import io
import time
from collections.abc import Callable
from typing import Any

from benchmarks import report

BARE = "bare_stations"
HEAD = ["insee", "numero", "nom", "adresse", "latitude", "longitude"]


def main() -> None:
    """Measure."""
    from hustings.foundation.file_imports import actions, run
    from hustings.foundation.file_imports.models import FileImport
    from hustings.foundation.territories.files.station_target import TARGET
    from hustings.foundation.territories.models import Kind, Zone

    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=20_000)
    n = words.parse_args().rows
    communes = country(200)
    rows = [
        [communes[at % len(communes)], str(at), f"École {at}", f"{at} rue Haute", "45.75", "4.83"]
        for at in range(1, n + 1)
    ]
    content = "\n".join(";".join(row) for row in [HEAD, *rows]).encode()
    report.header("Lines of a file", rows=n, bytes=len(content))
    beside = n / seconds(lambda: bare(rows))

    def bring() -> FileImport:
        return actions.bring(target=TARGET, options={}, file_name="s.csv", content=content, user=None)

    began = time.perf_counter()
    imported = bring()
    report.ratio("lines checked", n / (time.perf_counter() - began), beside, "rows/s")
    FileImport.objects.filter(pk=imported.pk).update(state="waiting")
    report.ratio("stations written", n / seconds(lambda: run.run(imported.pk)), beside, "rows/s")
    assert Zone.objects.of_kind(Kind.STATION).count() == n
    FileImport.objects.filter(pk=imported.pk).update(state="undoing")
    report.ratio("stations undone", n / seconds(lambda: run.run(imported.pk)), beside, "rows/s")
    assert not Zone.objects.of_kind(Kind.STATION).exists()
    report.figure("lines by reason", seconds(lambda: imported.reasons()) * 1e3, "ms")


def seconds(deed: Callable[[], Any]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def country(n: int) -> list[str]:
    """The codes of ``n`` communes in one country."""
    from hustings.foundation.territories import closure
    from hustings.foundation.territories.models import Kind, Step, Zone

    whole = Zone.objects.create(kind=Kind.COUNTRY, code="FR", name="France", name_key="france", country="FR")
    codes = [f"{at:05}" for at in range(1_000, 1_000 + n)]
    communes = Zone.objects.bulk_create(
        Zone(kind=Kind.COMMUNE, code=code, name=code, name_key=code, country="FR", parent=whole)
        for code in codes
    )
    Step.objects.bulk_create(Step(outer=whole, inner=commune) for commune in communes)
    closure.rebuild()
    return codes


def bare(rows: list[list[str]]) -> None:
    """The rows into a table of text columns without an index."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} ({', '.join(f'{name} text' for name in HEAD)})")
        if connection.vendor == "postgresql":
            text = io.StringIO("".join("\t".join(row) + "\n" for row in rows))
            with cursor.copy(f"COPY {BARE} FROM STDIN") as copy:
                while block := text.read(1 << 16):
                    copy.write(block)
        else:
            cursor.executemany(f"INSERT INTO {BARE} VALUES ({', '.join(['%s'] * len(HEAD))})", rows)
        cursor.execute(f"DROP TABLE {BARE}")


if __name__ == "__main__":
    report.on_each_database(main)
