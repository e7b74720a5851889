"""The door for partners: POST /api/exchange/v1/parcels, signed; nothing is read here, so no list can leak."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.foundation.lib.text import jsons
from hustings.foundation.lib.web import rate_limits
from hustings.networks.exchange.partners import receiving, signing

MOST_BODY, PER_MINUTE = 100_000, 600


@csrf_exempt  # the signature says who it is
@require_POST
def parcels(request: HttpRequest) -> HttpResponse:
    """Take one in. The same number again does nothing, and is welcome."""
    body = request.read(MOST_BODY + 1)
    if len(body) > MOST_BODY:
        return _refusal(413, f"At most {MOST_BODY} bytes.")
    partner = signing.partner_of(request.headers, body)
    if partner is None:
        return _refusal(401, "A signature of a partner, made within ten minutes, is needed.")
    if rate_limits.is_beyond("exchange parcels", partner.pk, PER_MINUTE):
        return _refusal(429, "Too often: ask again in a minute.")
    try:
        said = jsons.read(body)
        uid = uuid.UUID(str(said["uid"]))
        data = said["data"]
        if not isinstance(data, dict):
            raise TypeError
        is_new = receiving.take_in(partner, uid, str(said["kind"]), data)
    except receiving.Unfit as unfit:
        return _refusal(422, str(unfit))
    except (ValueError, KeyError, TypeError):
        return _refusal(422, "The body is no parcel: uid, kind and data are needed.")
    return JsonResponse({"is_new": is_new})


def _refusal(status: int, says: str) -> JsonResponse:
    return JsonResponse({"detail": says}, status=status)


app_name = "exchange_api"
urlpatterns = [path("parcels", parcels, name="parcels")]
