"""Receipts and incoming texts that gateways post, or tell in the address that they call."""

import logging
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.outreach.text_messages import gateways, inbox
from hustings.outreach.text_messages.gateways.port import Call, Unverified
from hustings.outreach.text_messages.models import Gateway

log = logging.getLogger(__name__)
_LARGEST = 512_000  # bytes


@csrf_exempt  # a gateway posts without a cookie; its signature or token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write down what is verified, also by a gateway that is off: a STOP counts always."""
    if (gateway := Gateway.objects.filter(uid=uid).first()) is None:
        return HttpResponse(status=404)
    try:
        if len(body := request.body) > _LARGEST:
            return HttpResponse(status=413)
        url = settings.BASE_URL + request.get_full_path()
        call = Call(url, request.headers, body, request.POST.dict(), request.GET.dict())
        told = gateways.of(gateway).read(gateway, call)
    except Unverified:
        log.warning("texts.webhook_unverified gateway=%s", gateway.pk)
        return HttpResponse(status=403)
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponse(status=400)
    inbox.take(gateway, told)
    return HttpResponse(status=204)
