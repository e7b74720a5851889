"""Numbers of receipts, taken one after another by the transaction that writes the receipts: no gap is left.

The row of the series is locked meanwhile. What is rolled back takes its numbers with it.
"""

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from hustings.money.receipts.models import NumberRange, Receipt, Series


@dataclass(frozen=True, slots=True)
class Number:
    """One number, and the range of the authority that it is from."""

    given: NumberRange | None
    year: int
    n: int
    written: str


def take(series: Series, year: int, wanted: int) -> list[Number]:
    """The next numbers, under the lock of the series; fewer where an authority gave no more."""
    if series.numbering == Series.Numbering.OWN:
        counted = year if series.is_yearly else 0
        rows = Receipt.objects.filter(series=series, given=None, year=counted)
        last = rows.aggregate(last=Max("n"))["last"] or 0
        following = range(last + 1, last + 1 + wanted)
        return [Number(None, counted, n, series.written(year, n)) for n in following]
    found: list[Number] = []
    for given in series.ranges.all():
        last = given.receipts.aggregate(last=Max("n"))["last"]
        first = given.first if last is None else last + 1
        through = min(given.last, first + wanted - len(found) - 1)
        found += [Number(given, 0, n, given.written(n)) for n in range(first, through + 1)]
    return found


def left(series: Series) -> int | None:
    """Numbers that are free; None for our own, which don’t end."""
    if series.numbering == Series.Numbering.OWN:
        return None
    rows = series.ranges.annotate(used=Count("receipts"))
    return sum(given.last - given.first + 1 - given.used for given in rows)


def gaps(series: Series) -> int:
    """Numbers that are missing between the first and the last one given; 0 by construction."""
    groups = Receipt.objects.filter(series=series).order_by().values("given", "year")
    spans = groups.annotate(n_rows=Count("pk"), least=Min("n"), most=Max("n"), since=Min("given__first"))
    return sum(row["most"] - (row["since"] if row["given"] else 1) + 1 - row["n_rows"] for row in spans)
