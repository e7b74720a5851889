"""The figures of an appeal for HQ: by day, by representative, by territory, and how calls went."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.foundation.territories import tallies
from hustings.site.representatives.models import (
    Appeal,
    ContactAttempt,
    Outcome,
    Representative,
    Stand,
    Voice,
    Way,
)

DAYS, TOP = 60, 12


class Figures(NamedTuple):
    n_letters: int
    n_sent: int
    n_back: int
    n_waiting: int
    n_calls: int
    n_people: int
    n_unconfirmed: int
    days: list[tuple[date, int]]
    whom: list[tuple[str, int]]
    places: list[tuple[str, int]]
    outcomes: list[tuple[str, int]]


def counted(appeal: Appeal) -> QuerySet[ContactAttempt]:
    return ContactAttempt.objects.filter(appeal=appeal, counted_at__isnull=False).order_by()


def of(appeal: Appeal) -> Figures:
    rows, voices = counted(appeal), Voice.objects.filter(appeal=appeal)
    calls = rows.filter(way=Way.CALL)
    letters = rows.filter(way=Way.LETTER).aggregate(
        n=Count("pk"), n_sent=Count("sent_at"), n_back=Count("came_back_at")
    )
    days = rows.annotate(day=TruncDate("counted_at")).values("day").annotate(n=Count("pk")).order_by("day")
    whom = rows.values("representative__given_name", "representative__family_name", "representative")
    whom = whom.annotate(n=Count("pk")).order_by("-n", "representative")[:TOP]
    outcomes = dict(calls.exclude(outcome="").values_list("outcome").annotate(n=Count("pk")))
    return Figures(
        letters["n"], letters["n_sent"], letters["n_back"], letters["n"] - letters["n_sent"],
        calls.count(), voices.confirmed().values("key").distinct().count(),
        voices.filter(confirmed_at=None).count(),
        [(row["day"], row["n"]) for row in days][-DAYS:],
        [(_name(row), row["n"]) for row in whom],
        tallies.by_department(rows, "voice__zone", TOP),
        [(str(Outcome(each).label), outcomes[each]) for each in Outcome.values if each in outcomes],
    )  # fmt: skip


def _name(row: Any) -> str:
    return f"{row['representative__given_name']} {row['representative__family_name']}".strip()


def drawn(figures: Figures) -> list[SafeString]:
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    n = number_format(sum(count for _day, count in figures.days), force_grouping=True)
    shown = []
    if figures.days:
        shown.append(charts.bars(
            [(date_format(day, form), count) for day, count in figures.days],
            label=_("Letters and calls by day"),
            description=_("%(n)s confirmed in this period.") % {"n": n},
            headings=(_("Day"), _("Letters and calls")), numbers=_("The numbers"),
        ))  # fmt: skip
    for label, head, rows in [
        (_("By representative"), _("Representative"), figures.whom),
        (_("By territory of the writers"), _("Territory"), figures.places),
        (_("Outcome of calls"), _("Outcome"), figures.outcomes),
    ]:
        if rows:
            points = [(name or _("unknown"), count) for name, count in rows]
            shown.append(charts.ranks(points, label=label, headings=(head, _("Letters and calls"))))
    return shown


def table(appeal: Appeal) -> Iterator[list[Any]]:
    """Counts by representative, for a file: nothing of those who wrote."""
    yield [
        "representative", "office", "territory", "letters_sent", "letters_waiting", "calls",
        *(f"calls_{outcome}" for outcome in Outcome.values), "stand", "note",
    ]  # fmt: skip
    counts: dict[int, dict[str, int]] = {}
    rows = counted(appeal).values_list("representative", "way", "outcome")
    for pk, way, outcome, n, n_sent in rows.annotate(n=Count("pk"), n_sent=Count("sent_at")):
        of_one = counts.setdefault(pk, {})
        if way == Way.LETTER:
            of_one |= {"sent": n_sent, "waiting": n - n_sent}
        else:
            of_one |= {outcome: n, "calls": of_one.get("calls", 0) + n}
    stands = {one.representative_id: one for one in Stand.objects.filter(appeal=appeal)}
    for one, n_of in _by_name(counts, stands):
        stand = stands.get(one.pk)
        yield [
            one.name, one.role, str(one.zone),
            n_of.get("sent", 0), n_of.get("waiting", 0), n_of.get("calls", 0),
            *(n_of.get(outcome, 0) for outcome in Outcome.values),
            stand.get_side_display() if stand else "", stand.note if stand else "",
        ]  # fmt: skip


def _by_name(
    counts: dict[int, dict[str, int]], stands: dict[int, Stand]
) -> Iterator[tuple[Any, dict[str, int]]]:
    wanted = {*counts, *stands}
    for one in Representative.objects.filter(pk__in=wanted).select_related("zone").order_by("name_key", "pk"):
        yield one, counts.get(one.pk, {})
