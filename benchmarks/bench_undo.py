"""A whole import taken back, beside a bare COPY (on SQLite: executemany) of the same file into a bare table.

    python benchmarks/bench_undo.py --rows 100000

Each line of the file became a person with some fifteen rows in ten tables; undoing reads the journal of the
import, looks at what came after, and takes away what may go, in chunks that survive a kill.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import bench_import, report  # noqa: E402


def main() -> None:
    """Measure."""
    from tests.people import nationbuilder

    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=20_000)
    n = words.parse_args().rows
    made = nationbuilder.make(n, bad=0)
    path = Path(os.environ["HUSTINGS_VAR"]) / "list.csv"
    path.write_bytes(made.data)
    report.header("Undoing an import", rows=n)
    bench_import.places(nationbuilder.PLACES)
    _checked, run = bench_import.import_file(path, n, made.created)
    bare = sorted(bench_import.bare(path, nationbuilder.COLUMNS) for _ in range(3))[1]
    report.ratio("people imported", run, bare, "rows/s")
    report.ratio("people taken back", n / undone(), bare, "rows/s")


def undone() -> float:
    """Seconds that it took."""
    from hustings.people.actions import operations
    from hustings.people.models import Import, Operation, Person
    from hustings.people.operations import running

    operation = Import.objects.get().operation
    assert operation is not None
    operations.undo(operation=operation)
    began = time.perf_counter()
    running.run_operation(operation.pk)
    took = time.perf_counter() - began
    operation.refresh_from_db()
    assert operation.state == Operation.State.UNDONE, operation.state
    assert not Person.objects.exists()
    return took


if __name__ == "__main__":
    report.on_each_database(main)
