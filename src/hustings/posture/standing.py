"""Who sends in our name, day by day, and how far the way to ``p=reject`` is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.lib import charts
from hustings.lib.dates import date_format
from hustings.posture.models import Domain, Known, Report, Sent

DAYS = 28
LEAST_DAYS = 14  # with reports, before anything is made stricter
LEAST_LETTERS = 100
GOOD_SHARE = 0.98  # of the letters that are ours
SHOWN = 50


@dataclass(frozen=True)
class Sender:
    """One server in the last four weeks."""

    source: str
    n: int
    n_good: int
    known: Known | None

    @property
    def share(self) -> int:
        """Percent that pass."""
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
        """Letters that are ours, as far as anybody knows."""
        return max(self.n - self.n_foreign, 0)

    @property
    def share(self) -> float:
        """Of those, which pass."""
        return self.n_good / self.n_ours if self.n_ours else 0.0

    @property
    def percent(self) -> int:
        """The same, rounded down: never better than it is."""
        return int(100 * self.share)


def of(domain: Domain) -> Standing:
    """Four queries, whatever there is."""
    since = timezone.now() - timedelta(days=DAYS)
    reports = Report.objects.filter(domain=domain, kind=Report.Kind.DMARC, begins_at__gte=since)
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
    sums = reports.aggregate(good=Sum("n_good", default=0), bad=Sum("n_bad", default=0))
    days = reports.annotate(day=TruncDate("begins_at")).order_by().values("day").distinct().count()
    last = reports.order_by("-ends_at").values_list("policy", flat=True).first()
    senders = [Sender(row["source"], row["n_all"], row["n_good"], known.get(row["source"])) for row in found]
    return Standing(sums["good"] + sums["bad"], sums["good"], n_foreign, days, last or "", senders)


@dataclass(frozen=True)
class Step:
    """What to do next on the way to ``p=reject``; ``record`` is the new one, "" where it stays."""

    says: str
    record: str = ""
    is_done: bool = False


def next_step(domain: Domain, standing: Standing, policy: str, rua: str) -> Step:
    """The next safe step. ``policy``: p= of the record that is there now, "" without one."""
    if not domain.sends_mail:
        return _silent(policy)
    if not policy:
        return Step(_("Ask for reports first; nothing changes for your mail."), _record("none", rua))
    if standing.n_days < LEAST_DAYS or standing.n < LEAST_LETTERS:
        words = _("Wait: reports of %(days)s of %(least)s days are here, about %(n)s letters.")
        return Step(words % {"days": standing.n_days, "least": LEAST_DAYS, "n": standing.n})
    if standing.share < GOOD_SHARE:
        words = _(
            "%(percent)s %% of your letters pass; it should be %(least)s %%. Say below of each server whether"
            " it sends for you, and give those that do a signature (DKIM) or a place in SPF."
        )
        return Step(words % {"percent": standing.percent, "least": round(100 * GOOD_SHARE)})
    if policy == "none":
        return Step(
            _("Your letters pass. Have others’ put into the spam folder."), _record("quarantine", rua)
        )
    if policy == "quarantine":
        return Step(_("Your letters pass. Have others’ refused."), _record("reject", rua))
    return Step(_("Done: what others send in your name is refused. Look in now and then."), is_done=True)


def _silent(policy: str) -> Step:
    if policy == "reject":
        return Step(_("Done: it sends no mail, and nobody can in its name."), is_done=True)
    return Step(_("It sends no mail: have everything refused at once."), "v=DMARC1; p=reject")


def _record(policy: str, rua: str) -> str:
    return f"v=DMARC1; p={policy}" + (f"; rua=mailto:{rua}" if rua else "")


def chart(domain: Domain) -> SafeString | None:
    """The share that passes, day by day; None without reports."""
    since = timezone.now() - timedelta(days=DAYS)
    rows = (
        Report.objects.filter(domain=domain, kind=Report.Kind.DMARC, begins_at__gte=since)
        .annotate(day=TruncDate("begins_at")).order_by().values("day")
        .annotate(good=Sum("n_good"), bad=Sum("n_bad")).order_by("day")
    )  # fmt: skip
    found: dict[date, Any] = {row["day"]: row for row in rows}
    if not found:
        return None
    points = [
        (date_format(day, "j M"), round(100 * row["good"] / max(row["good"] + row["bad"], 1)))
        for day, row in found.items()
    ]
    return charts.line(
        points, label=_("Letters in your name that pass, percent"), headings=(_("Day"), _("Percent")),
        numbers=_("In numbers"),
    )  # fmt: skip
