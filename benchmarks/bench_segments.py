"""Counts of twelve segments at a million people beside the same questions in SQL written by hand.

HUSTINGS_BENCH_PEOPLE=1000000 python benchmarks/bench_segments.py
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

N = int(os.environ.get("HUSTINGS_BENCH_PEOPLE", "1000000"))
RUNS = 3
TAGGED = "(SELECT person_id FROM persons_tagging WHERE tag_id = {})"
AGREED = "(SELECT person_id FROM persons_consent WHERE purpose = 'email' AND is_given)"
ASKED = "(SELECT person_id FROM persons_consent WHERE purpose = 'email')"
INSIDE = "zone_id IN (SELECT inner_id FROM territories_containment WHERE outer_id = {})"
ALL = "SELECT count(*) FROM persons_person p WHERE "


def one(criterion: str, operator: str, value: Any = None) -> dict[str, Any]:
    """A criterion."""
    return {"criterion": criterion, "operator": operator, "value": value}


def group(match: str, *parts: dict[str, Any]) -> dict[str, Any]:
    """A group of criteria."""
    return {"match": match, "criteria": list(parts)}


def questions() -> dict[str, tuple[dict[str, Any], str]]:
    """Name -> (criteria, SQL)."""
    from hustings.foundation.territories.models import Zone
    from hustings.people.persons.models import Tag

    often, seldom = Tag.objects.get(name="tag 0").pk, Tag.objects.get(name="tag 59").pk
    third = Tag.objects.get(name="tag 3").pk
    department = Zone.objects.filter(kind="department").order_by("pk")[0].pk
    inside, agreed = INSIDE.format(department), f"id IN {AGREED}"
    no_one = "NOT EXISTS (SELECT 1 FROM people_{} x WHERE x.person_id = p.id{})"
    not_tagged = no_one.format("tagging", f" AND x.tag_id = {often}")
    never = no_one.format("consent", " AND x.purpose = 'email'")
    return {
        "frequent tag": (group("all", one("tag", "is", often)), f"id IN {TAGGED.format(often)}"),
        "rare tag": (group("all", one("tag", "is", seldom)), f"id IN {TAGGED.format(seldom)}"),
        "without a tag": (group("all", one("tag", "is_not", often)), not_tagged),
        "two tags": (
            group("all", one("tag", "is", often), one("tag", "is", third)),
            f"id IN {TAGGED.format(often)} AND id IN {TAGGED.format(third)}",
        ),
        "either tag": (
            group("any", one("tag", "is", often), one("tag", "is", third)),
            f"id IN (SELECT person_id FROM persons_tagging WHERE tag_id IN ({often}, {third}))",
        ),
        "department": (group("all", one("zone", "inside", department)), inside),
        "agreed": (group("all", one("consent", "yes", "email")), agreed),
        "never asked": (group("all", one("consent", "never_asked", "email")), never),
        "department, agreed, not tagged": (
            group(
                "all",
                one("zone", "inside", department),
                one("consent", "yes", "email"),
                one("tag", "is_not", often),
            ),
            f"{inside} AND {agreed} AND {not_tagged}",
        ),
        "young or tagged": (
            group("any", one("born_on", "after", "1996-11-20"), one("tag", "is", third)),
            "id IN (SELECT id FROM persons_person WHERE born_on > '1996-11-20'"
            f" UNION {TAGGED.format(third)[1:-1]})",
        ),
        "family name": (
            group("all", one("family_name", "begins", "ba")), "name_key >= 'ba' AND name_key < 'bb'"
        ),
        "phone but no e-mail": (
            group("all", one("phone", "has"), one("email", "has_none")),
            f"id IN (SELECT person_id FROM persons_phone) AND {no_one.format('email', '')}",
        ),
        "bouncing": (
            group("all", one("email_status", "is", "bouncing")),
            "id IN (SELECT person_id FROM persons_email WHERE status = 'bouncing')",
        ),
    }  # fmt: skip


def main() -> None:
    """Fill, then count both ways."""
    from django.db import connection

    from benchmarks import people_factory

    report.header("Segments", people=N)
    people_factory.fill(N, N)
    from hustings.people.segments import criteria as segments

    for name, (criteria, sql) in questions().items():
        with connection.cursor() as cursor:

            def bare(cursor: Any = cursor, sql: str = sql) -> int:
                cursor.execute(ALL + sql)
                return int(cursor.fetchone()[0])

            n, theirs = best(bare)
        found, ours = best(lambda criteria=criteria: segments.compile(criteria).count())
        assert found == n, (name, found, n)
        slow = f"  {ours / theirs:4.2f} x" + (
            " SLOWER" if ours > 1.2 * theirs and ours - theirs > 0.01 else ""
        )
        print(
            f"{name:<32}{n:>9,} people  ours {ours * 1000:7.1f} ms  by hand {theirs * 1000:7.1f} ms{slow}",
            flush=True,
        )
        report.keep(name, n=n, ours_ms=round(ours * 1000, 1), by_hand_ms=round(theirs * 1000, 1))


def best(ask: Callable[[], int]) -> tuple[int, float]:
    """The answer and the best time of some runs."""
    times, answer = [], 0
    for _run in range(RUNS):
        started = time.perf_counter()
        answer = ask()
        times.append(time.perf_counter() - started)
    return answer, min(times)


if __name__ == "__main__":
    report.on_each_database(main)
