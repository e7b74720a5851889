"""Returned letters of apps above: they borrow names of deliveries from a number on that none has."""

import logging
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings

from hustings.foundation.contributions import Registry
from hustings.outreach.bounces.reports import Report
from hustings.outreach.delivery import return_paths

log = logging.getLogger(__name__)
Take = Callable[[Sequence[tuple[int, Report]]], object]
# One, called with (the row's number, what is said of its letter): another app needs numbers of its own.
takers = Registry[Take]("bounces.other_apps.takers")


def sender_of(pk: int, otherwise: str) -> str:
    """The envelope sender of such a letter; ``otherwise`` where no address for bounces is set, or needed."""
    if settings.MAIL_PROVIDER:
        return otherwise  # it has addresses of its own for what comes back
    return return_paths.sender_of(return_paths.OTHERS + pk, otherwise)


def is_ours(report: Report) -> bool:
    return report.delivery is not None and report.delivery >= return_paths.OTHERS


def take_in(reports: Iterable[Report]) -> int:
    """Hand them on; how many. Safe to run again as far as the app is."""
    rows = [(each.delivery - return_paths.OTHERS, each) for each in reports if each.delivery is not None]
    if rows and (take := takers.only()):
        take(rows)
    return len(rows)
