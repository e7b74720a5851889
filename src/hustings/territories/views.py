"""The territories in HQ."""

from django.http import HttpRequest, JsonResponse

from hustings.territories.models import Kind, Zone

SUGGESTIONS = 20


def zone_search(request: HttpRequest) -> JsonResponse:
    """Suggest zones for what was typed so far: ``?q=lyon&kind=commune``."""
    zones = Zone.objects.search(request.GET.get("q", "")[:100])
    if kinds := [kind for kind in request.GET.getlist("kind") if kind in Kind.values]:
        zones = zones.of_kind(*kinds)
    results = [
        {"id": zone.pk, "label": zone.label(), "kind": zone.get_kind_display(), "code": zone.code}
        for zone in zones.labelled()[:SUGGESTIONS]
    ]
    return JsonResponse({"results": results})
