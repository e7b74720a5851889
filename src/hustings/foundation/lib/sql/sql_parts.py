"""Many values asked about: a question names so many and no more."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

MOST = 500
Value = TypeVar("Value", bound=Any)


def parts(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in order, at most ``MOST`` at a time."""
    ordered = sorted(values)
    for at in range(0, len(ordered), MOST):
        yield ordered[at : at + MOST]
