"""Figures of a fund for HQ: by day, by means, and how few give how much. Kept for a minute."""

from datetime import date, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, F, Sum
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.money.donations.models import Donation, Fund, Plan
from hustings.money.donations.models.words import Ways

KEPT, DAYS = 60, 60


class Figures(NamedTuple):
    days: list[tuple[date, int]]  # whole units of money
    means: list[tuple[str, int]]
    received: int  # minor units
    n: int
    n_people: int
    n_plans: int
    monthly: int  # minor units


def of(fund: Fund) -> Figures:
    return Figures(
        *cache.get_or_set(f"donations-figures-{fund.pk}", lambda: _read(fund), KEPT) or _read(fund)
    )


def _read(fund: Fund) -> Figures:
    rows = Donation.objects.held().filter(fund=fund).order_by()
    left = Sum(F("amount") - F("refunded"))
    since = timezone.localdate() - timedelta(days=DAYS)
    days = rows.filter(given_on__gt=since).values_list("given_on").annotate(sum=left).order_by("given_on")
    means = rows.values_list("means").annotate(sum=left).order_by("-sum")
    all_ = rows.aggregate(sum=left, n=Count("pk"), people=Count("person", distinct=True))
    plans = Plan.objects.running().filter(fund=fund).aggregate(sum=Sum("amount"), n=Count("pk"))
    return Figures(
        [(day, amount // 100) for day, amount in days], [(word, amount // 100) for word, amount in means],
        all_["sum"] or 0, all_["n"], all_["people"], plans["n"], plans["sum"] or 0,
    )  # fmt: skip


def drawn(figures: Figures, currency: str) -> list[SafeString]:
    """Charts of what was given by day and by which means, in whole units of money."""
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    shown = []
    if figures.days:
        shown.append(
            charts.bars(
                [(date_format(day, form), amount) for day, amount in figures.days],
                label=_("Donations by day (%s)") % currency,
                headings=(_("Day"), _("Amount")),
                numbers=_("The numbers"),
            )
        )
    if figures.means:
        words = dict(Ways.choices)
        points = [(str(words[word]), amount) for word, amount in figures.means]
        shown.append(charts.ranks(points, label=_("By means of payment"), headings=(_("Means"), currency)))
    return shown
