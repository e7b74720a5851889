"""HQ: a ranking on a map, by the outlines of its stations."""

from collections.abc import Iterator
from itertools import pairwise

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.field.stations.models import RankedStation, Ranking
from hustings.field.stations.outlines import shapes
from hustings.field.stations.rights import VIEW_STATIONS
from hustings.field.stations.shares import percent
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.display.shaded_maps import MOST, SHADES, Area, Key, ShadedMap, answer


def of(ranking: Ranking, rows: QuerySet[RankedStation]) -> ShadedMap | None:
    """The map of rows that a user sees; None where no outline is known."""
    total, n = rows.count(), _outlined(rows).count()
    if not n:
        return None
    keys = [Key(str(SHADES - 1 - step), words) for step, words in enumerate(_ranks(ranking)) if words]
    if ranking.drawn_at:
        keys.append(Key("apart", _("Hold-outs")))
    label = _("Map of the ranking. The table shows the same.")
    return ShadedMap(reverse("stations:ranking_map", args=[ranking.pk]), label, keys, min(n, MOST), total)


@needs(VIEW_STATIONS)
@require_safe
def ranking_map(request: HttpRequest, pk: int) -> JsonResponse:
    """Outlines of the first stations, in a shade for each fifth of the ranks."""
    ranking = get_object_or_404(Ranking, pk=pk)
    return answer(_areas(ranking, ranking.rows.visible_to(request.user)))


def _areas(ranking: Ranking, rows: QuerySet[RankedStation]) -> Iterator[Area]:
    total = ranking.rows.count()
    found = list(_outlined(rows).select_related("station__outline")[:MOST])
    drawn = shapes.for_map({one.pk: one.station.outline.shape for one in found})
    for one in found:
        station = one.station
        yield Area(
            drawn[one.pk], SHADES - 1 - (one.rank - 1) * SHADES // total, str(station), _words(one),
            reverse("stations:station", args=[station.pk]), one.is_held_out,
        )  # fmt: skip


def _outlined(rows: QuerySet[RankedStation]) -> QuerySet[RankedStation]:
    return rows.filter(station__outline__isnull=False).order_by("rank")


def _words(one: RankedStation) -> str:
    score = percent(one.score)
    if one.low is not None and one.high is not None:
        score += f" ({percent(one.low)} – {percent(one.high)})"
    told = [f"{_('Rank')} {number_format(one.rank)}", f"{_('Score (abstention × lean)')} {score}"]
    if one.is_held_out:
        told.append(_("hold-out"))
    return " · ".join(told)


def _ranks(ranking: Ranking) -> Iterator[str]:
    """Ranks of each fifth, in words; none where it is empty."""
    total = ranking.rows.count()
    ends = [-(-end * total // SHADES) for end in range(SHADES + 1)]
    for first, last in pairwise(ends):
        yield f"{number_format(first + 1)} – {number_format(last)}" if last > first else ""
