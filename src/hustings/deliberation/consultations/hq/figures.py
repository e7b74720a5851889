"""Figures of a consultation for HQ: by day, by where from, and how much a few loud ones say.

Few votes are counted while the page waits, many by a task: the page shows those of last time, or says that
they are being counted.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.deliberation.consultations import hooks, public_figures
from hustings.deliberation.consultations.models import Consultation, Entry, Item, Participant, Vote
from hustings.deliberation.consultations.reading import loudness
from hustings.deliberation.consultations.reading.loudness import Loudness
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.foundation.territories import tallies
from hustings.people.persons import origins

DAYS, TOP = 60, 8
FRESH, KEPT = timedelta(minutes=5), 30 * 24 * 3600  # seconds
FEW = 5_000  # votes, and texts


class Figures(NamedTuple):
    """Figures on the record."""

    n_people: int
    n_items: int
    n_arguments: int
    n_votes: int
    n_hidden: int
    of_apps: dict[str, int]  # by name of the hook
    items: list[tuple[date, int]]
    votes: list[tuple[date, int]]
    sources: list[tuple[str, int]]
    places: list[tuple[str, int]]
    written: Loudness
    voted: Loudness


class Kept(NamedTuple):
    """Figures, and when they were counted."""

    counted_at: datetime
    figures: Figures

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - self.counted_at < FRESH


def kept(consultation: Consultation) -> Kept | None:
    """Those counted last; few are counted at once."""
    found: Kept | None = cache.get(_key(consultation.pk))
    if (found is None or not found.is_fresh) and _are_few(consultation):
        return count(consultation)
    return found


def count(consultation: Consultation) -> Kept:
    """Count and keep them."""
    found = Kept(timezone.now(), _read(consultation))
    cache.set(_key(consultation.pk), found, KEPT)
    return found


def _key(consultation: int) -> str:
    return f"consultation-counted-{consultation}"


def _are_few(consultation: Consultation) -> bool:
    of = {"participant__consultation": consultation}
    return not any(
        rows.filter(**of).order_by()[FEW : FEW + 1].exists() for rows in (Vote.objects, Item.objects)
    )


def _read(consultation: Consultation) -> Figures:
    public = public_figures.of(consultation)
    items = Item.objects.live().filter(consultation=consultation).order_by()
    votes = Vote.objects.counted().standing().filter(item__in=items).order_by()
    entries = Entry.objects.filter(consultation=consultation, confirmed_at__isnull=False).order_by()
    people = Participant.objects.filter(consultation=consultation).order_by()
    writers = items.filter(participant__isnull=False).values_list("participant").annotate(n=Count("pk"))
    voters = votes.values_list("participant").annotate(n=Count("pk"))
    return Figures(
        public.n_people, public.n_items, public.n_arguments, public.n_votes,
        Item.objects.filter(~Q(hidden_at=None), consultation=consultation).count(),
        {each.name: each.count(consultation) for each in hooks.figures.all()},
        _days(items, "posted_at"), _days(votes, "cast_at"),
        list(entries.values_list("source").annotate(n=Count("pk")).order_by("-n", "source")[:TOP]),
        tallies.by_department(people, "zone", TOP),
        loudness.of((n for _who, n in writers), public.n_people),
        loudness.of((n for _who, n in voters), public.n_people),
    )  # fmt: skip


def _days(rows: Any, name: str) -> list[tuple[date, int]]:
    """Counted by ten minutes as both databases write moments: of each row SQLite would ask Python its day."""
    parts = rows.annotate(part=Substr(Cast(name, CharField()), 1, len("2027-01-31 12:3"))).values_list("part")
    days: Counter[date] = Counter()
    for part, n in parts.annotate(n=Count("pk")).order_by():
        days[timezone.localdate(datetime.fromisoformat(f"{part}0+00:00"))] += n
    return sorted(days.items())[-DAYS:]


def further(figures: Figures) -> list[tuple[str, int]]:
    """Label and number of those that the apps above add."""
    return [(str(each.label), figures.of_apps.get(each.name, 0)) for each in hooks.figures.all()]


def drawn(figures: Figures) -> list[SafeString]:
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    shown = []
    for label, head, days in (
        (_("Texts by day"), _("Texts"), figures.items),
        (_("Votes by day"), _("Votes"), figures.votes),
    ):
        if days:
            n = number_format(sum(count for _day, count in days), force_grouping=True)
            shown.append(charts.bars(
                [(date_format(day, form), count) for day, count in days], label=label,
                description=_("%(n)s in this period.") % {"n": n}, headings=(_("Day"), head),
                numbers=_("The numbers"),
            ))  # fmt: skip
    for label, head, rows, none in (
        (_("By source"), _("Source"), figures.sources, _("direct / unknown")),
        (_("By territory"), _("Territory"), figures.places, _("unknown")),
    ):
        if rows:
            points = [(origins.named(name) or none, count) for name, count in rows]
            shown.append(charts.ranks(points, label=label, headings=(head, _("People"))))
    return shown
