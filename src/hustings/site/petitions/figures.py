"""The figures of a petition for HQ: by day, by where from, by territory. Kept for a minute."""

from datetime import date
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.foundation.territories import tallies
from hustings.site.petitions.models import Petition, Signature

KEPT, DAYS, TOP = 60, 60, 8


class Figures(NamedTuple):
    days: list[tuple[date, int]]
    origins: list[tuple[str, int]]
    places: list[tuple[str, int]]
    n_asked: int
    n_confirmed: int
    n_aside: int


def of(petition: Petition) -> Figures:
    found = cache.get_or_set(f"petition-figures-{petition.pk}", lambda: _read(petition), KEPT)
    return Figures(*found) if found else _read(petition)


def _read(petition: Petition) -> Figures:
    every = Signature.objects.filter(petition=petition)
    rows = every.counted().order_by()
    days = rows.annotate(day=TruncDate("confirmed_at")).values("day").annotate(n=Count("pk")).order_by("day")
    origins = rows.values("origin").annotate(n=Count("pk")).order_by("-n", "origin")[:TOP]
    return Figures(
        [(row["day"], row["n"]) for row in days][-DAYS:],
        [(row["origin"], row["n"]) for row in origins],
        tallies.by_department(rows, "zone", TOP),
        every.count(), every.confirmed().count(),
        every.confirmed().exclude(set_aside_at=None).count(),
    )  # fmt: skip


def drawn(figures: Figures) -> list[SafeString]:
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    n = number_format(sum(count for _day, count in figures.days), force_grouping=True)
    shown = []
    if figures.days:
        shown.append(charts.bars(
            [(date_format(day, form), count) for day, count in figures.days],
            label=_("Signatures by day"),
            description=_("%(n)s confirmed in this period.") % {"n": n},
            headings=(_("Day"), _("Signatures")), numbers=_("The numbers"),
        ))  # fmt: skip
    for label, head, rows, none in [
        (_("By source"), _("Source"), figures.origins, _("direct / unknown")),
        (_("By territory"), _("Territory"), figures.places, _("unknown")),
    ]:
        if rows:
            points = [(name or none, count) for name, count in rows]
            shown.append(charts.ranks(points, label=label, headings=(head, _("Signatures"))))
    return shown
