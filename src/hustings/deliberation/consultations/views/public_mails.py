"""The page behind the link in each mail: no more mails of this consultation, or mails again."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.announcements import audience, links
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.web import live_fragments
from hustings.people.selfservice.views.own_page import shown


@never_cache
@csrf_exempt  # mail programs post it, too: the link alone says whose it is
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request: HttpRequest, token: str) -> HttpResponse:
    """A post stops them, or with ``again`` lets them go on."""
    participant = links.participant_of(token)
    if participant is None:
        return gone(request)
    live_fragments.for_one(request)
    if request.method == "POST":
        if "again" in request.POST:
            actions.go_on(participant=participant)
        else:
            actions.stop(participant=participant)
    consultation = participant.consultation
    words = {
        "consultation": consultation, "here": frame.path_of(consultation),
        "is_stopped": audience.has_stopped(participant),
    }  # fmt: skip
    return shown(request, "consultations/mail_choice.html", words)


def gone(request: HttpRequest) -> HttpResponse:
    """The page of a link that is no link of ours, or of somebody who was erased."""
    live_fragments.for_one(request)
    return shown(request, "consultations/mail_link_gone.html", {}, 404)
