"""Sum of a fund as its page shows it: money that is there, kept for some seconds."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Sum
from django.template.loader import render_to_string
from django.utils import translation

from hustings.money.donations.models import Donation, Fund
from hustings.money.donations.models.words import Kinds

NAME = "donation_meter"
_KEPT = 15  # seconds


@dataclass(frozen=True, slots=True)
class Meter:
    """Received so far, by how many gifts, and the goal in minor units; 0 for none."""

    received: int
    n: int
    goal: int

    @property
    def percent(self) -> int:
        return min(100, self.received * 100 // self.goal) if self.goal else 0


def of(fund: Fund) -> Meter:
    received, n = cache.get_or_set(f"donations-meter-{fund.pk}", lambda: _sum(fund), _KEPT) or _sum(fund)
    return Meter(received, n, fund.goal or 0)


def _sum(fund: Fund) -> tuple[int, int]:
    """Gifts and fees: a loan goes back, and goods are no money."""
    rows = Donation.objects.held().filter(fund=fund).exclude(kind__in=[Kinds.LOAN, Kinds.IN_KIND])
    found: Any = rows.aggregate(sum=Sum(F("amount") - F("refunded")), n=Count("pk"))
    return found["sum"] or 0, found["n"]


def write(argument: str) -> str:
    """The meter of ``number.language`` as HTML; nothing for a fund that shows none."""
    number, _dot, language = argument.partition(".")
    rows = Fund.objects.select_related("books").filter(is_goal_shown=True)
    fund = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    if fund is None:
        return ""
    with translation.override(language or None):
        words = {"fund": fund, "currency": fund.books.currency, "meter": of(fund)}
        return render_to_string("giving/meter.html", words)
