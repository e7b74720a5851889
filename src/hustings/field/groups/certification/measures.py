"""Measures that rules compare with numbers: each a count per group, as a piece of SQL.

An app above contributes its own, over its tables: ``measures(Measure("events", ..., part=...))``.
Measures of one ``Source`` share one pass over it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Source:
    """Tables with a row for each thing that is counted: ``tables`` as after FROM, ``base`` as after WHERE."""

    tables: str
    group: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A count over a source; ``{only}`` in ``value`` is where its condition goes."""

    source: Source
    where: str = ""
    parameters: tuple[Any, ...] = ()
    value: str = "COUNT(*) {only}"
    nothing: int = 0  # where there are no rows


@dataclass(frozen=True, slots=True)
class OfGroup:
    """A number on the row ``g`` of the group itself."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """The numbers of one rule, at one moment."""

    n: int
    days: int | None
    among: tuple[str, ...]
    now: dt.datetime

    @property
    def since(self) -> dt.datetime:
        return self.now - dt.timedelta(days=self.days or 0)


class Mender(StrEnum):
    """Whoever can do something about a missing condition."""

    HOST = "host"
    ZONE = "zone"
    HQ = "hq"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named predicate: its count per group, its numbers, its words.

    ``says``: the condition as a sentence, from n, days and the labels of ``among``. ``is_most``: at most n.
    """

    name: str
    label: Any
    says: Callable[[int, int, str], str]
    part: Callable[[Ask], Part | OfGroup]
    mender: Mender = Mender.HOST
    has_n: bool = True
    has_days: bool = False
    is_most: bool = False
    choices: Callable[[], Sequence[tuple[str, Any]]] | None = None
    choices_label: Any = ""
    needs_choice: bool = False

    def limit(self, n: int, days: int | None) -> int:
        """Number that its count is compared with."""
        return n if self.has_n else days or 0

    def is_met(self, found: int, limit: int) -> bool:
        return found <= limit if self.is_most else found >= limit


measures = Registry[Measure]("groups.certification.measures", key=attrgetter("name"))


def places(values: Sequence[Any]) -> str:
    """``%s, %s``: a place for each of ``values``."""
    return ", ".join(["%s"] * len(values))
