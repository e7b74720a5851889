"""The books: posted, summed and proven, beside bare rows and beside the program ``ledger`` on our export.

HUSTINGS_BENCH_ENTRIES=150000 python -m benchmarks.bench_ledger
"""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import report

ENTRIES = int(os.environ.get("HUSTINGS_BENCH_ENTRIES", "150000"))  # of two postings each
PIECE = 1_000  # entries that are posted at once
ONE_BY_ONE = 300
FIRST = date(2025, 1, 1)


def main() -> None:
    """Each figure beside its baseline, in one run."""
    from hustings.money.ledger import actions
    from hustings.money.ledger.models import Books

    report.header("Books", entries=ENTRIES, postings=2 * ENTRIES, at_once=PIECE)
    books = actions.open_books(
        name="Bench", kind=Books.Kind.CANDIDATE, plan="fr_candidate", agent="A", opened_on=FIRST
    )
    wanted = list(_postings(books))
    _post(books, wanted)
    _sum(books)
    _prove(books)


def _post(books: Any, wanted: list[Any]) -> None:
    from hustings.money.ledger import actions

    with report.stopwatch() as posted:
        for at in range(0, ENTRIES, PIECE):
            actions.post_many(books=books, postings=wanted[at : at + PIECE])
    bare = _bare(wanted)
    report.ratio("entries posted, many at once", ENTRIES / posted(), bare, "entries/s")
    with report.stopwatch() as singly:
        for posting in wanted[:ONE_BY_ONE]:
            actions.post(
                books=books, on=posting.on, journal=posting.journal, label=posting.label,
                transfers=posting.transfers,
            )  # fmt: skip
    report.figure("entries posted, one by one", ONE_BY_ONE / singly(), "entries/s", at_least=100)


def _sum(books: Any) -> None:
    from hustings.money.ledger import balances

    balances.trial(books)  # the database's own pages are warm for both
    with report.stopwatch() as summed:
        rows = balances.trial(books)
    if theirs := _theirs(books):
        took, found = theirs
        report.figure("trial balance", summed(), "s", beside=took, at_most=1)
        ours = {row.account.number: Decimal(row.net) / 100 for row in rows if row.net}
        assert found == ours, "another balance than ledger's"
        print(f"equal to ledger's to the cent: {len(ours)} accounts")
    else:
        report.figure("trial balance", summed(), "s", at_most=1)
    with report.stopwatch() as paged:
        page = balances.statement(books.account("bank"), after=f"{FIRST + timedelta(days=180)}.1")
    assert page.lines
    report.figure("a page in the middle of the bank's statement", paged() * 1000, "ms", at_most=200)


def _prove(books: Any) -> None:
    from hustings.money.ledger import proofs
    from hustings.money.ledger.models import Entry, Transfer

    with report.stopwatch() as proved:
        proof = proofs.prove(books)
    assert proof.is_whole and proof.n == ENTRIES + ONE_BY_ONE, proof
    with report.stopwatch() as read:
        for model in (Entry, Transfer):
            for _row in model.objects.iterator(1_000):
                pass
    report.ratio("entries proven", proof.n / proved(), proof.n / read(), "entries/s", aim=0.1)


def _postings(books: Any) -> Iterator[Any]:
    from hustings.money.ledger.postings import Posting

    dice, accounts = random.Random(26), list(books.accounts.all())
    bank = books.account("bank")
    others = [each for each in accounts if each != bank]
    for n in range(ENTRIES):
        move = (bank, dice.choice(others), dice.randint(1, 500_000))
        pair = move if dice.random() < 0.6 else (move[1], move[0], move[2])
        yield Posting(FIRST + timedelta(days=n * 365 // ENTRIES), "BQ", f"Entry {n}", [pair], f"R-{n}")


def _bare(wanted: list[Any]) -> float:
    """Rows of the same two tables without lock, number, chain or check: entries a second."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_entry (id bigint PRIMARY KEY, d date, label text, reference text)")
        cursor.execute("CREATE TABLE bare_transfer (id bigint PRIMARY KEY, d int, c int, amount bigint)")
        with report.stopwatch() as took:
            for at in range(0, len(wanted), PIECE):
                chunk = list(enumerate(wanted[at : at + PIECE], at))
                with transaction.atomic():
                    cursor.executemany(
                        "INSERT INTO bare_entry VALUES (%s, %s, %s, %s)",
                        [(n, each.on.isoformat(), each.label, each.reference) for n, each in chunk],
                    )
                    cursor.executemany(
                        "INSERT INTO bare_transfer VALUES (%s, %s, %s, %s)",
                        [(n, d.pk, c.pk, amount) for n, each in chunk for d, c, amount in each.transfers],
                    )
    return len(wanted) / took()


def _theirs(books: Any) -> tuple[float, dict[str, Decimal]] | None:
    """Seconds that ``ledger`` takes for the balance of our export, and what it finds by account number."""
    from hustings.money.ledger import exports

    if not shutil.which("ledger"):
        print("ledger is not installed: its time and balance are left out")
        return None
    folder = tempfile.mkdtemp(prefix="hustings-bench-")
    path = Path(folder, "books.ledger")
    with report.stopwatch() as written, path.open("wb") as file:
        file.writelines(exports.FORMATS["ledger"].pieces(books, None, None))
    report.figure("written for ledger", path.stat().st_size / 1e6 / written(), "MB/s")
    words = ["ledger", "--args-only", "-f", str(path), "balance", "--flat", "--no-total"]
    with report.stopwatch() as took:
        done = subprocess.run(
            [*words, "--format", "%(account)\t%(quantity(scrub(total)))\n"], capture_output=True, text=True,
            check=True,
        )  # fmt: skip
    shutil.rmtree(folder)
    pairs = (line.split("\t") for line in done.stdout.splitlines())
    return took(), {name.partition(":")[2].split()[0]: Decimal(amount) for name, amount in pairs}


if __name__ == "__main__":
    report.on_each_database(main)
