"""HQ: results on maps, by the ground of walk lists or by polling station. Never single doors."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hustings.field.canvass_results import areas, funnels, scopes, tallies
from hustings.field.canvass_results.asked import Asked
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.display import proportions, shaded_maps
from hustings.foundation.lib.display.shaded_maps import Area, Key, ShadedMap

_OF_DOORS = (0.1, 0.2, 0.3, 0.4)  # shares of doors with a conversation
_OF_ANSWERS = (0.2, 0.4, 0.6, 0.8)


def of_results(scope: scopes.Scope) -> ShadedMap | None:
    """The map of a scope's lists; None where it has one list, or none with a turf."""
    total = scope.lists.count()
    n = min(scope.lists.filter(turf__isnull=False).count(), areas.MOST[tallies.LISTS])
    if scope.kind == scopes.LIST or not n:
        return None
    keys = [*shaded_maps.keys(_OF_DOORS), Key("none", _("Too few doors"))]
    label = _("Map: doors with a conversation. The table shows the same.")
    return ShadedMap(reverse("canvass_results:results_map", args=scope.args), label, keys, n, total)


@needs(ORGANISE_CANVASSING)
@require_safe
def results_map(request: HttpRequest, kind: str, pk: int) -> JsonResponse:
    """The ground of each list, by its share of doors with a conversation."""
    return shaded_maps.answer(_of_doors(scopes.found(request.user, kind, pk)))


def _of_doors(scope: scopes.Scope) -> Iterator[Area]:
    lists = scope.lists.filter(turf__isnull=False).order_by("-pk")[: areas.MOST[tallies.LISTS]]
    names = {one.pk: one.name for one in lists}
    found = areas.of(scope, tallies.LISTS, list(names))
    counted = funnels.by("pk", scope.lists.filter(pk__in=list(found)))
    for key, corners in found.items():
        n, talked = counted[key].doors, counted[key].talked
        words = _("%(talked)s conversations at %(n)s doors") % {"talked": talked, "n": n}
        shade = shaded_maps.shade(talked / n, _OF_DOORS) if n >= tallies.FEW else None
        address = reverse("canvass_results:results", args=[scopes.LIST, key])
        yield Area(corners, shade, names[key], words, address)


def of_answers(asked: Asked) -> ShadedMap | None:
    """The map of the answer that is shown; None where no place has an area."""
    if asked.by not in areas.MOST:
        return None
    places = [key for key in asked.keys if key is not None]
    n = areas.count(asked.scope, asked.by, places)
    if not n:
        return None
    keys = [*shaded_maps.keys(_OF_ANSWERS), Key("none", _("Too few answers"))]
    label = _("Map of the answers. The table shows the same.")
    address = reverse("canvass_results:answers_map", args=asked.args)
    choice = urlencode({"by": asked.by, "answer": asked.answer})
    return ShadedMap(f"{address}?{choice}", label, keys, n, len(places))


@needs(ORGANISE_CANVASSING)
@require_safe
def answers_map(request: HttpRequest, kind: str, pk: int, script: int, question: str) -> JsonResponse:
    """Places by their share of one answer."""
    return shaded_maps.answer(_of_answer(Asked(request, kind, pk, script, question)))


def _of_answer(asked: Asked) -> Iterator[Area]:
    found: dict[Any, Any] = areas.of(asked.scope, asked.by, asked.keys) if asked.by in areas.MOST else {}
    for row, (_key, corners) in zip(asked.rows(list(found)), found.items(), strict=True):
        if row.is_few:
            yield Area(corners, None, row.place, _("Too few answers"))
            continue
        cell = row.cells[asked.answer]
        share = f"{proportions.percent(cell.share)} ({proportions.span(cell.least, cell.most)})"
        told = ngettext("%(n)s conversation", "%(n)s conversations", row.n) % {"n": row.n}
        yield Area(corners, shaded_maps.shade(cell.share, _OF_ANSWERS), row.place, f"{share} · {told}")
