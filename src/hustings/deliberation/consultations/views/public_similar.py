"""Contributions like what somebody types, to vote on one instead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.deliberation.consultations import cards, similar
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.web import query_params

LONGEST = 2_000  # letters


@never_cache
@csrf_exempt  # changes nothing; posted, so that no log of addresses holds what is typed
@require_POST
@frame.guarded
def near(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of a page below the field; nothing where nothing is alike."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    typed = f"{query_params.posted(request, 'title', 300)}\n{query_params.posted(request, 'text', LONGEST)}"
    items = similar.near(found, typed)
    shown = []
    for item in items:
        item.phase.consultation = found
        shown += cards.made([item], reader, item.phase)
    words = {"cards": shown, "consultation": found, "reader": reader}
    return render(request, "consultations/similar.html", words)
