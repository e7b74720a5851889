"""Receipts numbered without a gap and rendered, beside reportlab alone; and the same, killed again and again.

HUSTINGS_BENCH_RECEIPTS=75000 python -m benchmarks.bench_receipts
"""

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from benchmarks import report

RECEIPTS = int(os.environ.get("HUSTINGS_BENCH_RECEIPTS", "3000"))
WHOLE, SECONDS = 75_000, 240  # the party of 2016-17, on one core
KILLS, KILLED = 10, "HUSTINGS_BENCH_SERIES"  # names the series to a process that is to be killed
PIECE = 500


def main() -> None:
    """Each figure beside its baseline, in one run."""
    if os.environ.get(KILLED):
        _issue(int(os.environ[KILLED]))
        return
    report.header("Receipts", receipts=RECEIPTS, kills=KILLS)
    series = _series("B")
    _give(series.books, RECEIPTS)
    with report.stopwatch() as numbered, _processor() as busy:
        _issue(series.pk)
    _check(series, RECEIPTS)
    rows = list(series.receipts.select_related("signature"))
    with report.stopwatch() as rendered, _processor() as drawing:
        size = sum(map(_render, rows))
    bare = _bare(rows)
    report.figure("receipts numbered and written", RECEIPTS / numbered(), "a second")
    report.ratio("receipts rendered", RECEIPTS / rendered(), bare, "a second")
    report.figure("a document", size / RECEIPTS / 1_000, "kB")
    name = f"{WHOLE:,} receipts numbered and rendered" + (", reckoned" if RECEIPTS < WHOLE else "")
    for clock, took in (("by the clock", numbered() + rendered()), ("of one core", busy() + drawing())):
        report.figure(f"{name}, {clock}", took * WHOLE / RECEIPTS, "s", at_most=SECONDS)
    _killed()


@contextmanager
def _processor() -> Iterator[Callable[[], float]]:
    """Seconds of this process on the processor, whatever else the machine does; a server’s are not in it."""
    began, ended = time.process_time(), []
    yield lambda: (ended[0] if ended else time.process_time()) - began
    ended.append(time.process_time())


def _series(prefix: str) -> Any:
    from hustings.money.ledger import actions as ledger
    from hustings.money.ledger.models import Books
    from hustings.money.receipts import actions
    from tests.cast.money.donations import fixtures

    fixtures.france()
    books = ledger.open_books(
        name=f"Party {prefix}", kind=Books.Kind.PARTY, plan="fr_party", agent="A", opened_on=date(2020, 1, 1)
    )
    series = actions.open_series(books=books, numbering="authority", since=date(2020, 1, 1))
    actions.add_range(series=series, first=1, last=10**6, prefix=prefix, width=7)
    return series


def _give(books: Any, n: int) -> None:
    """Gifts whose money is there, of as many people."""
    from django.utils import timezone

    from hustings.money.donations import actions
    from hustings.money.donations.models import Donation, Donor, State
    from hustings.people.persons.models import Person
    from tests.cast.money.donations import fixtures

    fund = actions.open_fund(books=books, slug=f"f-{books.pk}", names={"en": "Party", "fr": "Parti"})
    dice, today = random.Random(17), timezone.localdate()
    for at in range(0, n, PIECE):
        some = range(at, min(at + PIECE, n))
        people = Person.objects.bulk_create(
            Person(given_name=f"Élodie {k}", family_name="Lefèvre", language="fr") for k in some
        )
        donors = [
            fixtures.facts(given_name=one.given_name, family_name="Lefèvre", person=one) for one in people
        ]
        for donor in donors:
            donor.fit()
        Donor.objects.bulk_create(donors)
        about = {"fund": fund, "means": "card", "currency": "EUR", "state": State.SETTLED}
        Donation.objects.bulk_create(
            Donation(
                person=donor.person, donor=donor, **about,
                amount=dice.choice([20_00, 50_00, 4_500_00]),
                given_on=today - timedelta(days=dice.randrange(300)),
            )
            for donor in donors
        )  # fmt: skip


def _issue(series: int) -> None:
    from hustings.money.receipts import issuing, tasks
    from hustings.money.receipts.models import Series

    issuing.run(Series.objects.select_related("books").get(pk=series), tasks.mail.enqueue)


def _render(row: Any) -> int:
    from hustings.money.receipts.documents import pdf

    return len(pdf.render(row))


def _bare(rows: list[Any]) -> float:
    """Documents with as many words in one of the fonts that need not be embedded: a second."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    with report.stopwatch() as took:
        for row in rows:
            canvas = Canvas(io.BytesIO(), pagesize=A4, invariant=1, pageCompression=1)
            for at in range(25):
                canvas.setFont("Helvetica", 10)
                canvas.drawString(57, 780 - 15 * at, f"{row.number} {row.name} {row.total}")
            canvas.save()
    return len(rows) / took()


def _check(series: Any, n: int) -> None:
    from hustings.money.receipts import numbers
    from hustings.money.receipts.models import ReceiptItem

    assert series.receipts.count() == n, (series.receipts.count(), n)
    assert numbers.gaps(series) == 0, "a gap"
    assert ReceiptItem.objects.filter(receipt__series=series).values("donation").distinct().count() == n, (
        "doubled"
    )


def _killed() -> None:
    """Have processes that make out receipts killed while they write; then finish."""
    from hustings.money.receipts import numbers

    n = min(RECEIPTS, 20_000)
    series = _series("K")
    _give(series.books, n)
    dice, kills = random.Random(9), 0
    for _try in range(KILLS * 3):
        if kills == KILLS or series.receipts.count() == n:
            break
        going = subprocess.Popen([sys.executable, *sys.argv], env={**os.environ, KILLED: str(series.pk)})
        before, until = series.receipts.count(), time.monotonic() + 60
        while series.receipts.count() == before and going.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(dice.random() * 0.1)
        if going.poll() is None:
            going.send_signal(signal.SIGKILL)
            kills += 1
        going.wait()
        assert numbers.gaps(series) == 0, "a gap after a kill"
    _issue(series.pk)
    _check(series, n)
    report.figure("kills in the middle, with no gap and none doubled", kills, "times")


if __name__ == "__main__":
    report.on_each_database(main)
