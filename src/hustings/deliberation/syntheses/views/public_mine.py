"""The page of one who took part: what became of mine."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations import readers
from hustings.deliberation.consultations.announcements import audience, links
from hustings.deliberation.consultations.models import Participant
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.consultations.views.public_mails import gone
from hustings.deliberation.syntheses import fates
from hustings.foundation.lib.web import live_fragments, query_params
from hustings.people.selfservice import onward
from hustings.people.selfservice.views.recognised import renew


@never_cache
@require_safe
@frame.guarded
def mine(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For whoever this browser is known to be of; others ask for the link to their own page."""
    consultation = frame.consultation_of(pk)
    reader = readers.of(request, consultation)
    if reader.participant:
        return renew(request, _page(request, reader, reader.participant))
    if reader.known is None:
        return onward.ask(request)
    frame.reader_of(request, consultation)  # its address has its title, which isn't for everybody
    return redirect(frame.path_of(consultation))


@never_cache
@require_safe
def told(request: HttpRequest, token: str) -> HttpResponse:
    """The same, by the link in a mail."""
    participant = links.participant_of(token)
    if participant is None:
        return gone(request)
    return _page(request, Reader(participant.consultation, participant=participant), participant, token)


def _page(request: HttpRequest, reader: Reader, participant: Participant, token: str = "") -> HttpResponse:
    live_fragments.for_one(request)
    rows, rest = fates.page(participant, query_params.text(request, "after", 200))
    words = {
        "rows": rows, "rest": rest, "sums": fates.sums(participant), "participant": participant,
        "stop_url": reverse("consultations:mail_choice", args=[token or links.token(participant.pk)]),
        "is_stopped": audience.has_stopped(participant),
    }  # fmt: skip
    response = frame.page(request, "syntheses/mine.html", reader, words)
    response["X-Robots-Tag"] = "noindex"
    return response
