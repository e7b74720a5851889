"""Events that providers post."""

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.foundation.lib.sql.write_turns import turn
from hustings.money.payments import intake, providers
from hustings.money.payments.providers.port import Unverified

log = logging.getLogger(__name__)
_LARGEST = 512_000  # bytes


@csrf_exempt  # a provider posts without a cookie; its signature is the proof
@require_POST
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is verified; the effect comes later."""
    if (channel := intake.listening(pk)) is None:
        return HttpResponse(status=404)
    try:
        if len(body := request.body) > _LARGEST:
            return HttpResponse(status=413)
        told = providers.of(channel).read(channel, body, request.headers)
    except Unverified:
        log.warning("payments.webhook_unverified channel=%s", pk)
        return HttpResponse(status=403)
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponse(status=400)
    with turn():
        intake.note(channel, told)
    return HttpResponse(status=204)
