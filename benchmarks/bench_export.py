"""People taken out a second, as CSV and as a workbook, beside the database's own dump of the same tables.

    python benchmarks/bench_export.py --people 100000

The bare figure is what the database gives with one query a table and no file written: COPY on PostgreSQL,
plain SELECTs on SQLite, of people, e-mails, phones, addresses, tags and consents. Memory is the growth of
the process's peak while the file is made.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

TABLES = ["person", "email", "phone", "postaladdress", "tagging", "consent"]
CHOSEN = ["person", "emails", "phones", "addresses", "territory", "tags", "consents", "known_since"]


def main() -> None:
    """Measure."""
    from benchmarks import people_factory

    words = argparse.ArgumentParser()
    words.add_argument("--people", type=int, default=100_000)
    n = words.parse_args().people
    report.header("Export of people", people=n)
    people_factory.fill(n, n)
    bare = sorted(n / timed(dump()) for _run in range(3))[1]
    for form in ("csv", "xlsx"):
        before = peak()
        took = timed(pieces(form, n))
        report.ratio(f"people exported as {form}", n / took, bare, "rows/s")
        report.figure(f"memory of the export as {form}", peak() - before, "MB")


def pieces(form: str, n: int) -> Iterator[bytes]:
    """The file."""
    from hustings.people.privacy.actions import exports

    exported, found = exports.export(user=None, chosen=CHOSEN, format=form)
    yield from found
    assert exported.n == n, exported.n


def dump() -> Iterator[object]:
    """The tables as they are."""
    from django.db import connection

    for table in TABLES:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY people_{table} TO STDOUT") as copy:
                    yield from copy
            else:
                cursor.execute(f"SELECT * FROM people_{table}")
                while rows := cursor.fetchmany(1_000):
                    yield rows


def timed(found: Iterator[object]) -> float:
    """Seconds until the last piece."""
    began = time.perf_counter()
    for _piece in found:
        pass
    return time.perf_counter() - began


def peak() -> float:
    """The largest this process has been, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    report.on_each_database(main)
