"""The consent ledger's chain: sealed and proved, beside the same rows without a chain.

HUSTINGS_BENCH_ROWS=50000 python -m benchmarks.bench_chain
"""

import os
from datetime import timedelta
from typing import Any

from benchmarks import report

N = int(os.environ.get("HUSTINGS_BENCH_ROWS", "50000"))
PIECE = 1_000  # rows that are written at once


def main() -> None:
    """Each figure beside its baseline, in one run."""
    from django.db import connection

    from hustings.people.persons import consent_chain
    from hustings.people.persons.models import Person

    report.header("Chain of the consent ledger", rows=N, at_once=PIECE)
    person = Person.objects.create()
    rows = _rows(person, N)
    with report.stopwatch() as bare:
        for at in range(0, N, PIECE):
            _insert(rows[at : at + PIECE])
    with report.stopwatch() as sealed:
        consent_chain.seal_waiting()
    with report.stopwatch() as proved:
        proof = consent_chain.prove()
    assert proof.is_whole and proof.n == N, proof
    with report.stopwatch() as read, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM persons_consententry ORDER BY seal_id, id")
        while cursor.fetchmany(5_000):
            pass
    report.ratio("sealed, many at once", N / sealed(), N / bare(), "rows/s", aim=0.25)
    report.ratio("proved", proof.n / proved(), proof.n / read(), "rows/s", aim=0.1)


def _insert(rows: list[Any]) -> None:
    from django.db import transaction

    from hustings.foundation.lib.sql import bulk
    from hustings.people.persons.models import ConsentEntry

    fields = ConsentEntry._meta.concrete_fields
    with transaction.atomic():
        for row, key in zip(rows, bulk.reserve_ids(ConsentEntry, len(rows)), strict=True):
            row.pk = key
        values = ([getattr(row, each.attname) for each in fields] for row in rows)
        bulk.insert(ConsentEntry, [each.name for each in fields], values)


def _rows(person: Any, n: int) -> list[Any]:
    from django.utils import timezone

    from hustings.people.persons.models import ConsentEntry, Purpose

    now, moment = timezone.now(), timedelta(milliseconds=7)
    return [
        ConsentEntry(
            person=person, subject=person.uid, purpose=Purpose.EMAIL, is_given=True, source=f"page {nth}",
            given_at=now - nth * moment, recorded_at=now - nth * moment, salt=bytes(16),
        )
        for nth in range(n)
    ]  # fmt: skip


if __name__ == "__main__":
    report.on_each_database(main)
