"""Addresses below /api/v1/, without cookies: open ones are read-only, never personal; others need a key."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string
from django.utils.translation import override
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router

from hustings.foundation.lib import routes
from hustings.foundation.webhooks.events import Event, events
from hustings.site.embeds import hosts

AGE = 300  # seconds that others may keep an answer
LISTED = {name: age for each in routes.api.all() for name, age in each.listed.items()}


def _told(event: Event) -> dict[str, Any]:
    """A message to another tool, as OpenAPI 3.1 has it, in English as the rest."""
    example = {"type": event.name, "timestamp": "2027-03-02T09:00:00Z", "data": event.example}
    with override("en"):
        words = str(event.words)
    return {
        "summary": words, "requestBody": {"content": {"application/json": {"example": example}}},
        "responses": {"2XX": {"description": "Received"}},
    }  # fmt: skip


api = NinjaAPI(
    title="Hustings", version="1", docs_url=None, urls_namespace="api_v1",
    description="The campaign’s public data as JSON, without cookies; with an API key of HQ, its donations.",
    openapi_extra={"webhooks": {event.name: {"post": _told(event)} for event in events.all()}},
)  # fmt: skip
for _each in routes.api.all():
    api.add_router("", _each.router)


def _names_of(router: Router) -> Iterator[str]:
    """Names of the addresses that a router gives."""
    for view in router.path_operations.values():
        yield from (operation.view_func.__name__ for operation in view.operations)


KEYED = {name for each in routes.api.all() if each.is_keyed for name in _names_of(import_string(each.router))}


def _open(view: Callable[..., HttpResponse], name: str) -> Callable[..., HttpResponse]:
    """Any site may read the answer, or any that is listed, and keep it for a while."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        else:
            response = require_safe(view)(request, *args, **more)
        if name in LISTED:
            patch_vary_headers(response, ["Origin"])
        if allowed := _allowed(request, name):
            response["Access-Control-Allow-Origin"] = allowed
        if response.status_code == 200:
            response["Cache-Control"] = f"public, max-age={LISTED.get(name, AGE)}"
        return response

    opened.csrf_exempt = True  # type: ignore[attr-defined] # nothing is written
    return opened


def _closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep answers to a key out of caches, and from the pages of other sites."""

    @wraps(view)
    def closed(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        response = view(request, *args, **more)
        response["Cache-Control"] = "no-store"
        if response.status_code == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response

    return closed


def _allowed(request: HttpRequest, name: str) -> str:
    """The origin that a browser may hand the answer to: any, the listed one that asks, or none."""
    if name not in LISTED:
        return "*"
    origin = request.headers.get("Origin", "")
    return origin if origin and hosts.find(hosts.listed(), origin) else ""


_patterns, _app, _space = api.urls
for _pattern in _patterns:
    _name = _pattern.name or ""
    _pattern.callback = _closed(_pattern.callback) if _name in KEYED else _open(_pattern.callback, _name)
urlpatterns = [path("", (_patterns, _app, _space))]
