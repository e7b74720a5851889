"""Log-ins that Dovecot asks about and uses that servers tell of: JSON with a token; no password kept."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.models import hashed
from hustings.foundation.lib.past import past
from hustings.foundation.lib.text import jsons
from hustings.foundation.lib.web import bearer
from hustings.security.decoys import detections
from hustings.security.decoys.alarms import Use, address_in
from hustings.security.decoys.models import Server

LARGEST = 16_384  # bytes of one report
View = Callable[..., HttpResponseBase]


def _from_server(view: View) -> View:
    """Only with a live token, and JSON that is an object; the view gets both."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        server = _server(request)
        if server is None:
            words = "Send the token that HQ showed: Authorization: Bearer TOKEN."
            return JsonResponse({"error": words}, status=401)
        try:
            if int(request.headers.get("Content-Length") or 0) > LARGEST:
                raise ValueError
            said = jsons.read(request.body)
        except ValueError:  # which odd bytes, odd lengths and depths are too
            said = None
        if not isinstance(said, dict):
            return JsonResponse({"error": "Send one JSON object of at most 16 kB."}, status=400)
        Server.objects.filter(pk=server.pk).update(last_heard_at=timezone.now())
        return view(request, server, said)

    return guarded


def _server(request: HttpRequest) -> Server | None:
    token = bearer.token(request)
    return Server.objects.filter(key=hashed(token), ended_at=None).first() if token else None


def _text(said: dict[str, Any], name: str, longest: int = 1_000) -> str:
    value = said.get(name)
    return value[:longest] if isinstance(value, str) else ""


@_from_server
def policy(request: HttpRequest, server: Server, said: dict[str, Any]) -> JsonResponse:
    """Dovecot's policy server: always lets Dovecot decide; only reports count, since it asks thrice."""
    if request.GET.get("command") == "report" and (login := _text(said, "login")):
        protocol = _text(said, "protocol", 20)
        use = Use(
            timezone.now(), address=address_in(_text(said, "remote")), agent=_text(said, "device_id", 300),
            where=f"{server.name}: {protocol}" if protocol else server.name,
        )  # fmt: skip
        detections.log_in(login, use, digest=_text(said, "pwhash", 128).lower())
    return JsonResponse({"status": 0, "msg": ""})


@_from_server
def uses(request: HttpRequest, server: Server, said: dict[str, Any]) -> JsonResponse:
    """A log-in that another server saw. It answers the same whether a decoy was meant or not."""
    login, told = _text(said, "login"), _text(said, "at")
    when = _moment(told)
    if not login or (said.get("at") and when is None):
        words = 'Say "login", and "at" as ISO 8601 if at all; "password", "address", "user_agent".'
        return JsonResponse({"error": words}, status=400)
    at = past(when) if when else None
    note = f"at is out of range, so it counts as now: {told[:60]}" if when and at is None else ""
    agent = _text(said, "user_agent", 300)
    use = Use(
        at or timezone.now(), address=address_in(_text(said, "address")), where=server.name,
        agent=f"{agent[:200]} ({note})" if note else agent,
    )  # fmt: skip
    detections.log_in(login, use, password=_text(said, "password") if "password" in said else None)
    return JsonResponse({"heard": True} | ({"note": note} if note else {}), status=202)


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
