"""Public views: who stands where I vote, and the outlines of the map."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hustings.foundation.territories import maps
from hustings.foundation.territories.models import Zone
from hustings.site.candidates import finder, pages
from hustings.site.candidates.models import Candidacy

MOST_SHAPES = 2_000


@require_safe
@cache_control(private=True, no_store=True)
def find(request: HttpRequest) -> HttpResponse:
    """A plain form by GET; the fragment alone for htmx. Nothing is kept of what was typed."""
    answer = finder.find(request.GET.get("q", ""), request.GET.get("zone", ""))
    urls = pages.addresses([one.pk for one in answer.candidacies], get_language() or "fr")
    here = f"{request.scheme}://{request.get_host()}"  # links within it carry by what somebody came
    context: dict[str, Any] = {
        "answer": answer,
        "rows": [(one, urls.get(one.pk, "").removeprefix(here)) for one in answer.candidacies],
    }
    name = "found" if request.headers.get("HX-Request") else "find"
    response = render(request, f"candidates/public/{name}.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=600)
def shapes(request: HttpRequest) -> HttpResponse:
    """The territories with candidates, as GeoJSON: outlines, and who stands there."""
    language = get_language() or "fr"
    rows = Candidacy.objects.public().current().filter(zone__shape__isnull=False)
    standing: dict[int, list[tuple[int, str, str]]] = {}
    for pk, zone, given, family, ticket in rows.order_by("position", "name_key").values_list(
        "pk", "zone", "given_name", "family_name", "ticket"
    ):
        standing.setdefault(zone, []).append((pk, f"{given} {family}".strip(), ticket))
    keys = list(standing)[:MOST_SHAPES]
    urls = pages.addresses([pk for zone in keys for pk, _n, _t in standing[zone][:3]], language)
    features = [
        {
            "type": "Feature",
            "geometry": shape,
            "properties": {
                "name": name,
                "candidates": [
                    {"name": who, "ticket": ticket, "url": urls.get(one, "")}
                    for one, who, ticket in standing[pk][:3]
                ],
            },
        }
        for pk, name, shape in Zone.objects.filter(pk__in=keys).values_list("pk", "name", "shape")
    ]
    response = JsonResponse({"type": "FeatureCollection", "features": features})
    response.is_for_everybody = response.asks_nothing = True  # type: ignore[attr-defined] # website.page_cache
    return response


@require_safe
@cache_control(public=True, max_age=86_400)
def outlines(request: HttpRequest) -> HttpResponse:
    """The departments below them, as lines: a few territories alone would float."""
    response = JsonResponse({"lines": maps.departments()})
    response.is_for_everybody = response.asks_nothing = True  # type: ignore[attr-defined] # website.page_cache
    return response
