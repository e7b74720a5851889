"""Mailings side by side, and what is unusual about each.

A share of few letters is told as Wilson's interval. Unusual lies surely further than one and a half widths
outside of the middle half of the last ones (Tukey 1977).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.display import proportions
from hustings.outreach.delivery import return_reports
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import mailing_counts
from hustings.outreach.tracking.attribution import figures as following
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.figures import between
from hustings.outreach.tracking.models import MailingCount, MailingLink, Measure

LAST = 12  # mailings that make what is usual
_FEWEST = 5  # with fewer nothing is usual yet
_LETTERS = 100  # of one that counts among them
# An interval no wider than that, or than that part of the share, is told as one number.
_EXACT, _EXACT_PART = 0.01, 0.25
_FAR = 1.5


@dataclass(frozen=True)
class Value:
    """A share: what it is at least, most likely and at most, and how it is told."""

    least: float
    mid: float
    most: float
    words: str
    short: str = ""  # in a chart


@dataclass(frozen=True)
class Usual:
    """The middle half of the last mailings, and their median."""

    low: float
    high: float
    mid: float

    def verdict(self, value: Value) -> str:
        """``more`` or ``less`` where it is surely far off, else nothing."""
        far = _FAR * (self.high - self.low)
        if value.least > self.high + far:
            return "more"
        return "less" if value.most < self.low - far else ""

    @property
    def words(self) -> str:
        return proportions.span(self.low, self.high)

    @property
    def usually(self) -> str:
        return _("usually %(rate)s") % {"rate": proportions.rounded(self.mid)}

    @property
    def turned(self) -> "Usual":
        """Of those of whom this is not so."""
        return Usual(1 - self.high, 1 - self.low, 1 - self.mid)

    @property
    def words_of_hundred(self) -> str:
        return _("%(each)s per 100 e-mails") % {"each": _hundred(self.low, self.high)}


@dataclass(frozen=True)
class Known:
    """What is known of a mailing; ``followed`` by kind, where something may have followed."""

    count: MailingCount
    measure: Measure | None
    followed: Mapping[str, int]


Of = Callable[[Known], Value | None]


@dataclass(frozen=True)
class Figure:
    """One thing that mailings are compared by."""

    key: str
    name: Any
    of: Of
    is_often: bool = False  # how often it was for 100 letters: one may bring several


def share(n: int, of: int) -> Value | None:
    """``n`` of ``of`` letters; None of none."""
    if not of:
        return None
    least, most = proportions.between(n, of)
    if most - least <= max(_EXACT, _EXACT_PART * n / of):
        return Value(least, n / of, most, proportions.rounded(n / of), proportions.rounded(n / of))
    short = proportions.span(least, most)
    words = _("%(share)s (%(n)s of %(of)s)") % {"share": short, "n": intcomma(n), "of": intcomma(of)}
    return Value(least, n / of, most, words, short)


def returned(n: int, of: int) -> Value | None:
    """Of letters that came back, or were complained of; None where nobody would tell us."""
    return share(n, of) if n or return_reports.are_heard() else None


def _clicks(known: Known) -> Value | None:
    """For each letter that was delivered: surely people's, and all that are not surely a machine's."""
    measure = known.measure
    if not measure or measure.clicks == Campaign.Measuring.NOTHING:
        return None
    return _reach(measure.least_clicks, measure.n_clicks, known.count.n_delivered)


def _opens(known: Known) -> Value | None:
    """For each letter that was delivered: opened by people, and loaded by their mail services, too."""
    measure = known.measure
    if not measure or not measure.has_opens:
        return None
    return _reach(measure.n_opened, measure.n_opened + measure.n_machine_opened, known.count.n_delivered)


def _reach(least: int, most: int, of: int) -> Value | None:
    """From what is sure to what may be."""
    if not of:
        return None
    short = proportions.span(least / of, most / of)
    words = _("%(share)s (%(n)s)") % {"share": short, "n": between(least, most)}
    return Value(least / of, least / of, most / of, words, short)


def _followed(kind: kinds.Kind, known: Known) -> Value | None:
    """For each letter that was delivered; none where nothing can be said."""
    n, of = known.followed.get(kind.key), known.count.n_delivered
    if n is None or not of:
        return None
    if kind.is_once:
        return share(min(n, of), of)
    short = _hundred(n / of, n / of)
    words = _("%(clicks)s (%(each)s per 100 e-mails)") % {"clicks": intcomma(n), "each": short}
    return Value(n / of, n / of, n / of, words, short)


def _hundred(least: float, most: float) -> str:
    low, high = (number_format(round(100 * rate, 1), decimal_pos=1) for rate in (least, most))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


_FIGURES = [
    Figure(
        "came_back",
        gettext_lazy("Bounced"),
        lambda known: returned(known.count.n_came_back, known.count.n_handed_over),
    ),
    Figure("opens", pgettext_lazy("e-mails", "Opens"), _opens),
    Figure("clicks", gettext_lazy("Clicks"), _clicks),
    Figure(
        "unsubscribed",
        gettext_lazy("Unsubscribed"),
        lambda known: share(known.count.n_unsubscribed, known.count.n_delivered),
    ),
    Figure(
        "complained",
        gettext_lazy("Spam complaints"),
        lambda known: returned(known.count.n_complained, known.count.n_delivered),
    ),
]


def figures() -> dict[str, Figure]:
    """What mailings are compared by, and what followed from them, of each kind that is told of here."""
    followed = [
        Figure(kind.key, capfirst(str(kind.noun)), partial(_followed, kind), is_often=not kind.is_once)
        for kind in kinds.every()
        if kind.is_heard()
    ]
    return {figure.key: figure for figure in [*_FIGURES, *followed]}


@dataclass(frozen=True)
class Line:
    """One mailing; ``count`` is missing where a large one is still to be counted."""

    mailing: Mailing
    count: MailingCount | None
    measure: Measure | None
    values: Mapping[str, Value | None]
    followed: Mapping[str, int]

    @property
    def delivered(self) -> str:
        """Its share of what was sent, where what came back is known."""
        count = self.count
        if not count or not self.values["came_back"]:
            return ""
        return proportions.rounded(count.n_delivered / count.n_handed_over)

    @property
    def unsubscribed(self) -> str:
        """The rate alone, without its margin of error."""
        value = self.values["unsubscribed"]
        return proportions.rounded(value.mid) if value else ""


def lines(mailings: Sequence[Mailing], counts: Mapping[int, MailingCount] | None = None) -> list[Line]:
    """Some mailings, in their order: five questions, however many there are; fewer with ``counts``."""
    counts = mailing_counts.of(mailings) if counts is None else counts
    measures = Measure.objects.in_bulk([mailing.pk for mailing in mailings])
    followed = _what_followed(measures.values())
    every = figures()
    made = []
    for mailing in mailings:
        count, measure = counts.get(mailing.pk), measures.get(mailing.pk)
        known = Known(count, measure, followed[mailing.pk]) if count else None
        values = {key: figure.of(known) if known else None for key, figure in every.items()}
        made.append(Line(mailing, count, measure, values, followed[mailing.pk]))
    return made


def _what_followed(measures: Iterable[Measure]) -> Mapping[int, dict[str, int]]:
    """By mailing and kind. Nought is said only of what a link of it to our own pages might have brought."""
    measured = [row.pk for row in measures if row.clicks != Campaign.Measuring.NOTHING]
    links = MailingLink.objects.filter(mailing__in=measured, target__startswith=settings.BASE_URL).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for mailing in links.values_list("mailing", flat=True).distinct():
        found[mailing] = {kind.key: 0 for kind in kinds.every() if kind.has_nought and not kind.is_once}
    for mailing, key, n in following.of_many(measured):
        found[mailing][key] = n
    return found


def usual() -> dict[str, Usual]:
    """What the last mailings to segments had, by figure; nothing where there are too few."""
    over = Mailing.objects.filter(
        kind=Mailing.Kind.MAILING, state__in=[Mailing.State.SENT, Mailing.State.CANCELLED]
    ).exclude(started_at=None)
    last = over.filter(n_deliveries__gte=_LETTERS).order_by("-started_at", "-pk")[:LAST]
    found = [
        line for line in lines(list(last.defer("content")))
        if line.count and line.count.n_handed_over >= _LETTERS
    ]  # fmt: skip
    ranges = {}
    for key in figures():
        mids = [value.mid for line in found if (value := line.values[key])]
        if len(mids) >= _FEWEST:
            ranges[key] = Usual(*proportions.quartiles(mids), median(mids))
    return ranges
