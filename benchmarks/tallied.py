"""The baseline of votes in bench_consultation: one row a voter, and counts by query.

Such code is common: ``update_or_create``, then COUNT for the figures that the answer shows. It runs on the
same server and database, and is told who votes, which ours finds out by cookie, stamp and roll.
"""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from hustings.deliberation.consultations.models import Version, Vote


@csrf_exempt
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the vote and count anew."""
    version = Version.objects.get(pk=pk)
    Vote.objects.update_or_create(
        version=version, participant_id=int(request.POST["participant"]),
        defaults={"choice": request.POST["choice"], "item_id": version.item_id},
    )  # fmt: skip
    counts = Vote.objects.filter(version=version).values_list("choice").annotate(Count("pk"))
    answer = JsonResponse(dict(counts))
    answer["Content-Length"] = str(len(answer.content))
    return answer


urlpatterns = [
    path("fr/consultations/versions/<int:pk>/vote/", vote),
    path("health/", lambda request: HttpResponse("ok", headers={"Content-Length": "2"})),
]
