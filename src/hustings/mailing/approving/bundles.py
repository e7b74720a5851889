"""Bundles of mailings that are looked at together: apps above say what belongs to one."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bundle:
    """Mailings of one thing, and the page on which all of them are approved."""

    name: str
    url: str
    mailings: frozenset[int]


_finders: list[Callable[[int], Bundle | None]] = []


def register(find: Callable[[int], Bundle | None]) -> None:
    """Have the bundle of a mailing, by its number, found by ``find``. Called once, at start."""
    if find not in _finders:
        _finders.append(find)


def of(mailing: int) -> Bundle | None:
    """The one that a mailing belongs to."""
    return next((found for find in _finders if (found := find(mailing))), None)
