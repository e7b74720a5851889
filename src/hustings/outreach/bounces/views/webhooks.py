"""Webhooks of the mail provider, for machines alone: no session, no cookie."""

import logging

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.outreach.bounces import intake, webhooks

log = logging.getLogger(__name__)


@csrf_exempt  # a provider posts without a cookie; its signature or password is the proof
@never_cache
@require_http_methods(["HEAD", "POST"])
def provider(request: HttpRequest, kind: str) -> HttpResponse:
    """Reports about letters: 200 once they are written down, so that the provider sends the others again."""
    if kind != webhooks.kind():
        return HttpResponse(status=403)
    if request.method == "HEAD":  # some ask so whether anybody listens
        return HttpResponse()
    try:
        reports = webhooks.read(request)
    except webhooks.Unverified as error:
        log.warning("webhook refused provider=%s why=%s", kind, error)
        return HttpResponse(status=403)
    except webhooks.Garbage:
        return HttpResponse(status=400)
    with transaction.atomic():
        intake.take_in(reports, "webhook")
    return HttpResponse()
