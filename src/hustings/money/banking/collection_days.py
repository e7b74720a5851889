"""Days on which banks collect direct debits: those of TARGET, the payment system of the euro."""

from datetime import date, timedelta

from hustings.foundation.legal.holidays import is_one

_CLOSED = ("01-01", "easter-2", "easter+1", "05-01", "12-25", "12-26")
_AHEAD = 2  # open days that the bank wants between the file and the collection
_LONGEST = timedelta(days=60)
_DAY = timedelta(days=1)


def is_open(on: date) -> bool:
    return on.weekday() < 5 and not is_one(on, _CLOSED)


def next_open(on: date) -> date:
    """That day, or the first after it on which banks collect."""
    while not is_open(on):
        on += _DAY
    return on


def bounds(today: date) -> tuple[date, date]:
    """The first and the last day that a file made today may name."""
    first = today
    for _n in range(_AHEAD):
        first = next_open(first + _DAY)
    return first, today + _LONGEST
