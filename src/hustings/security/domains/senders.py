"""Senders in our name, day by day, and what failed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateField, Max, Q, Sum
from django.db.models.functions import TruncDate, TruncWeek
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.security.domains.models import Domain, Known, Report, Sent

DAYS = 28
SPANS = (28, 90, 365)  # days that may be looked back
_BY_WEEK = 100  # days from which a point of the chart is a week
SHOWN = 50


@dataclass(frozen=True)
class Sender:
    source: str
    n: int
    n_good: int
    known: Known | None

    @property
    def share(self) -> int:
        return round(100 * self.n_good / self.n) if self.n else 0


@dataclass(frozen=True)
class Standing:
    """All of a domain in the last four weeks. ``n_foreign``: of servers that somebody said are not ours."""

    n: int
    n_good: int
    n_foreign: int
    n_days: int
    policy: str
    senders: list[Sender]

    @property
    def n_ours(self) -> int:
        return max(self.n - self.n_foreign, 0)

    @property
    def share(self) -> float:
        return self.n_good / self.n_ours if self.n_ours else 0.0

    @property
    def percent(self) -> int:
        """The same, rounded down: never better than it is."""
        return int(100 * self.share)


def of(domain: Domain) -> Standing:
    reports = Report.objects.filter(domain=domain, kind=Report.Kind.DMARC, begins_at__range=_span(DAYS))
    rows = (
        Sent.objects.filter(report__in=reports).order_by().values("source")
        .annotate(n_good=Sum("n", filter=Q(spf=True) | Q(dkim=True), default=0), n_all=Sum("n"))
        .order_by("-n_all", "source")
    )  # fmt: skip
    found = list(rows[:SHOWN])
    known = {each.source: each for each in Known.objects.filter(source__in=[row["source"] for row in found])}
    foreign = Known.objects.filter(is_ours=False).values("source")
    about = {"source__in": foreign, "spf": False, "dkim": False}
    n_foreign = Sent.objects.filter(report__in=reports, **about).aggregate(n=Sum("n", default=0))["n"]
    sums = reports.order_by().aggregate(
        good=Sum("n_good", default=0), bad=Sum("n_bad", default=0),
        days=Count(TruncDate("begins_at"), distinct=True),
    )  # fmt: skip
    last = reports.order_by("-ends_at").values_list("policy", flat=True).first()
    senders = [Sender(row["source"], row["n_all"], row["n_good"], known.get(row["source"])) for row in found]
    return Standing(sums["good"] + sums["bad"], sums["good"], n_foreign, sums["days"], last or "", senders)


def _span(days: int) -> tuple[datetime, datetime]:
    """From so many days ago until now: what tells of the future counts nowhere."""
    now = timezone.now()
    return now - timedelta(days=days), now


@dataclass(frozen=True)
class Failure:
    """Failure at one server, and how often: encryption on the way to us, or a letter in our name."""

    source: str
    why: str
    is_tls: bool
    n: int
    last: datetime


def failures(domain: Domain, days: int) -> list[Failure]:
    """Failures in reports of encryption and of single letters, the most frequent first. One query."""
    kinds = [Report.Kind.TLS, Report.Kind.FAILURE]
    rows = (
        Sent.objects.filter(report__domain=domain, report__kind__in=kinds)
        .filter(report__begins_at__range=_span(days))
        .order_by().values("source", "why", "report__kind")
        .annotate(n_all=Sum("n"), last=Max("report__ends_at")).order_by("-n_all", "source", "why")
    )  # fmt: skip
    return [
        Failure(row["source"], row["why"], row["report__kind"] == Report.Kind.TLS, row["n_all"], row["last"])
        for row in rows[:SHOWN]
    ]


def chart(domain: Domain, days: int = DAYS) -> SafeString | None:
    """The share that passes, day by day, or week by week where it is long; None without reports."""
    is_long = days > _BY_WEEK
    part = TruncWeek("begins_at", output_field=DateField()) if is_long else TruncDate("begins_at")
    rows = (
        Report.objects.filter(domain=domain, kind=Report.Kind.DMARC, begins_at__range=_span(days))
        .annotate(day=part).order_by().values("day")
        .annotate(good=Sum("n_good"), bad=Sum("n_bad")).order_by("day")
    )  # fmt: skip
    found: dict[date, Any] = {row["day"]: row for row in rows}
    if not found:
        return None
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    points = [
        (date_format(day, form), round(100 * row["good"] / max(row["good"] + row["bad"], 1)))
        for day, row in found.items()
    ]
    return charts.line(
        points, label=_("Share of authenticated messages in your name"),
        headings=(_("Week of") if is_long else _("Day"), _("Percent")),
        numbers=_("In numbers"),
    )  # fmt: skip
