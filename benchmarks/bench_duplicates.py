"""Search for duplicates: precision, recall, minutes and memory, with 3 % of the people planted twice.

python benchmarks/bench_duplicates.py --people 1000000

"Sure" is what a bulk merge takes without a look at each. Recall is counted over all copies, and over those
that are recognisable: typed wrongly, swapped, moved or sharing a family's mailbox, and with a birth date, a
number, a mailbox or a house in common, without which nobody may be sure of anybody. One in five copies is
of a harder kind: married under another name, an initial alone, a slip in the birth date. The bare baseline
only finds records that have exactly the same names and birth date, in one SQL query.
"""

import argparse
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

SHARE = 0.03
BARE = """
    SELECT count(*) FROM persons_person a JOIN persons_person b
    ON a.name_key = b.name_key AND a.born_on = b.born_on AND a.id < b.id
"""


def main() -> None:
    """Plant, search, compare with the truth."""
    n = arguments().people
    from django.db import connection

    from benchmarks import duplicates_factory as factory
    from benchmarks.people_factory import zones
    from hustings.people.changes.operations import run
    from hustings.people.duplicates.actions import duplicates
    from hustings.people.duplicates.models import Duplicate

    report.header("Duplicates", people=n, planted=int(n * SHARE))
    population = factory.Population(n, SHARE, zones())
    at = factory.write(population)
    true = {pair(one, other): copy for one, other, copy in factory.truth(population)}
    people = population.people
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    before = memory()
    with report.stopwatch() as bare, connection.cursor() as cursor:
        cursor.execute(BARE)
    operation = duplicates.search()
    with report.stopwatch() as took:
        run.run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.state == "done", operation.problem
    report.figure("minutes", took() / 60, "min")
    report.figure("bare join on name and birth date", bare() / 60, "min")
    report.figure("people a second", n / took(), "people/s")
    report.figure("memory beyond what was there before", memory() - before, "MB")
    rows = Duplicate.objects.values_list("first_id", "second_id", "certainty").iterator()
    found = {pair(at[first], at[second]): certainty for first, second, certainty in rows}
    tell(found, true, people)


def tell(found: dict[tuple[int, int], str], true: dict[tuple[int, int], Any], people: list[Any]) -> None:
    """The figures. What two copies of one person would be is no fault: nobody is copied twice."""
    from benchmarks.duplicates_factory import PLAIN

    known = {
        key for key, copy in true.items()
        if copy.kind in PLAIN and is_recognisable(people[key[0]], people[key[1]])
    }  # fmt: skip
    sure = {key for key, certainty in found.items() if certainty == "sure"}
    likely = {key for key, certainty in found.items() if certainty != "possible"}
    for name, mine in [("sure", sure), ("sure and likely", likely), ("all", set(found))]:
        aims: dict[str, Any] = {"at_least": 0.98} if name == "sure" else {}
        report.share(f"precision, {name}", len(mine & true.keys()), len(mine), **aims)
        report.share(f"recall, {name}, of all copies", len(mine & true.keys()), len(true))
        aims = {"at_least": 0.95} if name == "sure" else {}
        report.share(f"recall, {name}, of recognisable plain copies", len(mine & known), len(known), **aims)
    by_kind = Counter(copy.kind for copy in true.values())
    for kind, n in sorted(by_kind.items()):
        here = {key for key, copy in true.items() if copy.kind == kind}
        report.share(f"  {kind}: sure", len(here & sure), n)
        near = {key for key in here if is_recognisable(people[key[0]], people[key[1]])}
        report.share(f"  {kind}: recognisable and sure", len(near & sure), len(near))
        report.share(f"  {kind}: found at all", len(here & found.keys()), n)
    if arguments().samples:
        samples(sure - true.keys(), known - sure, people, found)


def is_recognisable(one: Any, other: Any) -> bool:
    """Whether they share a birth date, a number, a mailbox or a house."""
    from hustings.people.duplicates.search.mailboxes import mailbox

    boxes = [{mailbox(address) for address in side.emails} for side in (one, other)]
    return bool(
        (one.born and one.born == other.born)
        or set(one.phones) & set(other.phones)
        or boxes[0] & boxes[1]
        or (one.house and one.house == other.house)
    )


def samples(wrong: set[Any], missed: set[Any], people: list[Any], found: dict[Any, str]) -> None:
    """Some of what went wrong."""
    for name, keys in [("WRONG", wrong), ("MISSED", missed)]:
        print(f"\n{name}: {len(keys)}")
        for key in sorted(keys)[: arguments().samples]:
            print(found.get(key), *(people[at] for at in key), sep="\n    ")


def pair(one: int, other: int) -> tuple[int, int]:
    """In order."""
    return (one, other) if one < other else (other, one)


def memory() -> float:
    """The most this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--samples", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    report.on_each_database(main)
