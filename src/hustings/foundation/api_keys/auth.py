"""Authentication of requests by a key: ``Router(auth=...)`` or ``auth=ByKey(scope)`` of an operation."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security.http import HttpAuthBase

from hustings.foundation.accounts import access
from hustings.foundation.api_keys.models import ApiKey
from hustings.foundation.api_keys.scopes import Scope
from hustings.foundation.lib.web import bearer, client_address, rate_limits

PER_MINUTE = 240  # requests of one key
FAILURES = 20  # wrong keys of one network in a minute
_NOTED_EVERY = timedelta(minutes=1)


class ByKey(HttpAuthBase):
    """``Authorization: Bearer hk_…``; the request then acts for the key's user, within the scope."""

    openapi_scheme = "bearer"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> ApiKey:
        key = _key(request)
        key.user.is_of_request = True
        if rate_limits.is_beyond("api key", key.pk, PER_MINUTE):
            raise HttpError(429, "Too often: ask again in a minute.")
        if self.scope.name not in key.scopes:
            raise HttpError(403, f"This key isn't made for {self.scope.name}.")
        if not access.may(key.user, self.scope.right):
            raise HttpError(403, f"The key's user may no longer do this: {self.scope.name}.")
        request.user = key.user
        _note(key)
        return key


def _key(request: HttpRequest) -> ApiKey:
    secret = bearer.token(request)
    found = ApiKey.objects.of_secret(secret).select_related("user").first() if secret else None
    if found:
        return found
    where = client_address.network(request.META, settings.TRUSTED_PROXIES)
    if secret and rate_limits.is_beyond("wrong api key", where, FAILURES):
        raise HttpError(429, "Too many wrong keys: try again in a minute.")
    raise HttpError(401, "An API key is needed: Authorization: Bearer …. HQ › Settings › API keys makes one.")


def _note(key: ApiKey) -> None:
    """Note the use, seldom enough to cost nothing."""
    now = timezone.now()
    if key.used_at is None or now - key.used_at > _NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(used_at=now)
