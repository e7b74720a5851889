"""Authentication of guards: a live token, not too often, with bodies that fit."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from hustings.foundation.lib.text import jsons
from hustings.foundation.lib.web import bearer, client_address, rate_limits
from hustings.security.incidents.models import Guard
from mailguard.agents.platform.shapes import BadData

MOST_BODY = 60_000_000  # bytes: messages of 25 MB in base64, and what is told of them
PER_MINUTE = {"sightings": 1_200}  # of one guard; of everything else:
USUAL = 240
FAILURES = 20  # wrong tokens of one address in a minute
_HEARD_EVERY = timedelta(seconds=30)
View = Callable[..., HttpResponseBase]


def refusal(status: int, says: str, **headers: str) -> JsonResponse:
    """An error in words, in English as programs have it."""
    return JsonResponse({"detail": says}, status=status, headers=headers)


def door(*methods: str) -> Callable[[View], View]:
    """Guard a view: ``view(request, guard)`` for a live token, and one of these methods."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponseBase:
            guard = _guard(request)
            if isinstance(guard, HttpResponse):
                return guard
            if request.method not in methods:
                return refusal(405, "This address is for other methods.", Allow=", ".join(methods))
            name = view.__name__
            if rate_limits.is_beyond(f"api {name}", guard.pk, PER_MINUTE.get(name, USUAL)):
                return refusal(429, "Too often: ask again in a minute.", **{"Retry-After": "60"})
            _hear(guard)
            answer = view(request, guard)
            answer["Cache-Control"] = "no-store" if "ETag" not in answer else "private, no-cache"
            return answer

        return csrf_exempt(guarded)

    return decorate


def _guard(request: HttpRequest) -> Guard | HttpResponse:
    token = bearer.token(request)
    found = Guard.objects.of_token(token).first() if token else None
    if found:
        return found
    where = client_address.network(request.META, settings.TRUSTED_PROXIES)
    if "Authorization" in request.headers and rate_limits.is_beyond("api token", where, FAILURES):
        return refusal(429, "Too many wrong tokens.", **{"Retry-After": "60"})
    return refusal(
        401, "A guard's token is needed: Authorization: Bearer …. HQ › Shield › Guards gives one.",
        **{"WWW-Authenticate": "Bearer"},
    )  # fmt: skip


def _hear(guard: Guard) -> None:
    """Note that it is alive, seldom enough to cost nothing."""
    now = timezone.now()
    if guard.seen_at is None or now - guard.seen_at > _HEARD_EVERY:
        Guard.objects.filter(pk=guard.pk).update(seen_at=now)


class Unfit(Exception):
    """The body can't be used; carries the answer."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.answer = refusal(status, says)


def rows(request: HttpRequest, name: str, most: int) -> list[Any]:
    """The list of this name in the body, or Unfit."""
    size = request.headers.get("Content-Length", "")
    if size.isdigit() and int(size) > MOST_BODY:
        raise Unfit(413, f"At most {MOST_BODY} bytes at once.")
    raw = request.read(MOST_BODY + 1)
    if len(raw) > MOST_BODY:
        raise Unfit(413, f"At most {MOST_BODY} bytes at once.")
    try:
        data = jsons.read(raw)
    except ValueError as error:
        raise Unfit(400, "The body is no JSON, or its lists lie too deep.") from error
    found = data.get(name) if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise Unfit(422, f"{name}: a list is expected.")
    if len(found) > most:
        raise Unfit(413, f"{name}: at most {most} at once.")
    return found


def in_words(view: View) -> View:
    """Answer what is Unfit, or no data of the kind, in words."""

    @wraps(view)
    def answering(request: HttpRequest, guard: Guard) -> HttpResponseBase:
        try:
            return view(request, guard)
        except Unfit as unfit:
            return unfit.answer
        except BadData as error:
            return refusal(422, str(error))

    return answering
