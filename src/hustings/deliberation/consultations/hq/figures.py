"""Figures of a consultation for HQ: by day, by where from, and how much a few loud ones say. Kept a while."""

from collections import Counter
from datetime import date, datetime
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

KEPT, DAYS, TOP = 300, 60, 8


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


def of(consultation: Consultation) -> Figures:
    found = cache.get_or_set(f"consultation-figures-{consultation.pk}", lambda: _read(consultation), KEPT)
    return found or _read(consultation)


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
