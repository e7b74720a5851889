"""Undo of a bulk edit and of an import, and merges and their undo, beside bare UPDATEs of the same rows.

HUSTINGS_BENCH_PEOPLE=10000 python -m benchmarks undo
"""

import io
import os
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

N = int(os.environ.get("HUSTINGS_BENCH_PEOPLE", "10000"))
PAIRS = int(os.environ.get("HUSTINGS_BENCH_PAIRS", "200"))
AIM = 1 / 15  # an undo locks, compares, writes back and says so on each timeline
MERGE_AIM = 1 / 50  # a merge compares, chooses, keeps what parts the two, and is a transaction of its own


def main() -> None:
    """Make people; change them all, take it back; merge some, part them."""
    from django.db import connection

    from hustings.people.changes.operations.selection import Whom

    report.header("Undo", people=N, pairs=PAIRS)
    bring("email,given_name,family_name,source\n" + "".join(line(n, "first") for n in range(N)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    bare = bare_update()
    done = did("column", Whom(query=""), column="source", value="fair", shown="fair")
    tell("bulk edit", "taken back", done, bare)
    imported = bring("email,given_name,family_name,source\n" + "".join(line(n, "second") for n in range(N)))
    tell("import", "taken back", imported.operation, bare)
    merges()


def line(n: int, given: str) -> str:
    """A line of the file."""
    return f"p{n}@example.org,{given} {n},Family {n},\n"


def bring(text: str) -> Any:
    """Import a file as the command does."""
    from hustings.people.imports.actions import imports
    from hustings.people.imports.columns.options import Options
    from hustings.people.imports.run import execution

    imported = imports.take_file(file=io.BytesIO(text.encode()), name="list.csv", user=None)
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
    execution.check_import(imported.pk)
    imported.refresh_from_db()
    imports.start(imported=imported)
    execution.run_import(imported.pk)
    imported.refresh_from_db()
    assert imported.state == "done", imported.problem
    return imported


def did(kind: str, of: Any, **choices: Any) -> Any:
    """Run a bulk edit, and say how fast it was."""
    from hustings.people.changes.actions import operations
    from hustings.people.changes.operations import run

    choices["unattended"] = True
    operation = operations.start(kind=kind, user=None, choices=choices, of=of, n=N)
    with report.stopwatch() as took:
        run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.state == "done", operation.problem
    report.figure(f"{kind} set", operation.n_done / took(), "people/s")
    return operation


def tell(what: str, how: str, operation: Any, bare: float) -> None:
    """Undo the operation, beside the bare UPDATE."""
    from hustings.people.changes.actions import operations
    from hustings.people.changes.operations import run

    operation.choices["unattended"] = True
    operation.save()
    operations.undo(operation=operation)
    with report.stopwatch() as took:
        run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.state == "undone", operation.problem
    assert operation.counts["undo"]["restored"] == N, operation.counts
    report.ratio(f"{what} {how}", N / took(), bare, "people/s", aim=AIM)


def bare_update() -> float:
    """One column of all people there and back, in the database's own words, a row a statement."""
    from django.db import connection, transaction

    from hustings.people.persons.models import Person

    rows = [(f"s{pk}", pk) for pk in Person.objects.order_by("pk").values_list("pk", flat=True)]
    with report.stopwatch() as took, transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("UPDATE persons_person SET source = %s WHERE id = %s", rows)
    speed = len(rows) / took()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE persons_person SET source = ''")
    return speed


def bare_merges(pairs: list[tuple[int, int]]) -> float:
    """One UPDATE of each column that points to people, for each pair; rolled back."""
    from django.db import connection, transaction

    from hustings.people.duplicates.merging import relations

    columns = [(one.model._meta.db_table, f"{one.column}_id") for one in relations.every()]
    with report.stopwatch() as took, transaction.atomic(), connection.cursor() as cursor:
        for pair in pairs:
            for table, column in columns:
                cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {column} = %s", pair)
        transaction.set_rollback(True)
    return len(pairs) / took()


def merges() -> None:
    """Merge the second half of some people into the first, one by one, and part them again."""
    from hustings.people.duplicates.actions import merges as actions
    from hustings.people.persons.models import Person

    people = list(Person.objects.order_by("pk")[: 2 * PAIRS])
    bare = bare_merges([(one.pk, other.pk) for one, other in zip(people, people[PAIRS:], strict=False)])
    with report.stopwatch() as took:
        made = [
            actions.merge(kept=one, absorbed=other)
            for one, other in zip(people[:PAIRS], people[PAIRS:], strict=True)
        ]
    report.ratio("merge", PAIRS / took(), bare, "pairs/s", aim=MERGE_AIM)
    with report.stopwatch() as took:
        for merge in made:
            actions.part(merge=merge)
    report.ratio("unmerge", PAIRS / took(), bare, "pairs/s", aim=MERGE_AIM)
    assert Person.objects.count() == N


if __name__ == "__main__":
    report.on_each_database(main)
