"""Figures of the exchange: what was answered, and how fast."""

import datetime as dt
import statistics
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from hustings.networks.exchange.models import Match, Post

SPAN, PATIENCE = dt.timedelta(days=90), dt.timedelta(days=7)
FEWEST = 5  # asks: of fewer, a figure says little and may tell of somebody
MOST = 20_000
_KEY, _AGE = "exchange.figures", 300


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the last 90 days. ``hours``: median to the first answer; None of too few asks."""

    n_asks: int
    n_open_asks: int
    n_open_offers: int
    n_answered: int
    n_agreed: int
    n_met: int
    n_without: int  # older than a week, and nobody was ever asked
    hours: float | None

    @property
    def share(self) -> int | None:
        """Per cent of asks that got an answer."""
        return round(100 * self.n_answered / self.n_asks) if self.n_asks >= FEWEST else None


def now() -> Figures:
    """They are a few minutes old at most."""
    found: Figures | None = cache.get(_KEY)
    if found is None:
        found = count()
        cache.set(_KEY, found, _AGE)
    return found


def count() -> Figures:
    moment = timezone.now()
    asks = Post.objects.asks().filter(posted_at__gt=moment - SPAN, partner=None)
    answered = asks.annotate(first=Min("matches__answered_at")).exclude(first=None).order_by("-pk")
    spans = [
        (first - posted).total_seconds() / 3600
        for posted, first in answered.values_list("posted_at", "first")[:MOST]
    ]
    tried = Match.objects.filter(ask=OuterRef("pk"))
    old = asks.filter(posted_at__lte=moment - PATIENCE).exclude(Exists(tried))
    matches = Match.objects.filter(ask__in=asks.values("pk"))
    ends = matches.aggregate(
        agreed=Count("pk", filter=Q(agreed_at__isnull=False)), met=Count("pk", filter=Q(outcome="met"))
    )
    return Figures(
        n_asks=asks.count(), n_open_asks=Post.objects.shown().asks().count(),
        n_open_offers=Post.objects.shown().offers().count(), n_answered=len(spans),
        n_agreed=ends["agreed"], n_met=ends["met"], n_without=old.count(),
        hours=statistics.median(spans) if len(spans) >= FEWEST else None,
    )  # fmt: skip
