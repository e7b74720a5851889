"""Returned letters of apps above: they borrow names of deliveries from a number on that none has."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from hustings.foundation.contributions import Registry
from hustings.outreach.bounces.reports import Report
from hustings.outreach.delivery import return_paths

log = logging.getLogger(__name__)
Take = Callable[[Sequence[tuple[int, Report]]], object]
BLOCK = 1 << 36  # numbers of one app: more than rows that it will ever have


@dataclass(frozen=True, slots=True)
class Taker:
    """An app's letters: ``take`` is called with (the row's number, what is said of its letter).

    ``block`` is its own: 0 to 7, never changed.
    """

    block: int
    take: Take

    def sender_of(self, pk: int, otherwise: str) -> str:
        """The envelope sender of such a letter; ``otherwise`` where none is set, or needed."""
        if settings.MAIL_PROVIDER:
            return otherwise  # it has addresses of its own for what comes back
        return return_paths.sender_of(return_paths.OTHERS + self.block * BLOCK + pk, otherwise)


takers = Registry[Taker]("bounces.other_apps.takers", key=lambda taker: str(taker.block))


def is_ours(report: Report) -> bool:
    return report.delivery is not None and report.delivery >= return_paths.OTHERS


def take_in(reports: Iterable[Report]) -> int:
    """Hand them on; how many. Safe to run again as far as the apps are."""
    rows: dict[int, list[tuple[int, Report]]] = defaultdict(list)
    for each in reports:
        if each.delivery is not None:
            block, pk = divmod(each.delivery - return_paths.OTHERS, BLOCK)
            rows[block].append((pk, each))
    for block, some in rows.items():
        if taker := takers.find(str(block)):
            taker.take(some)
    return sum(map(len, rows.values()))
