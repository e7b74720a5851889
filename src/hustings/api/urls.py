"""Addresses below /api/v1/. Read-only, without cookies, open to every site: nothing here is personal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from hustings.api import candidates

AGE = 300  # seconds that others may keep an answer
api = NinjaAPI(
    title="Hustings", version="1", docs_url=None, urls_namespace="api_v1",
    description="What the campaign publishes, as JSON. No key, no cookie.",
)  # fmt: skip
api.add_router("", candidates.router)


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Any site may read the answer, and keep it for some minutes."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        else:
            response = require_safe(view)(request, *args, **more)
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code == 200:
            response["Cache-Control"] = f"public, max-age={AGE}"
        return response

    opened.csrf_exempt = True  # type: ignore[attr-defined] # nothing is written
    return opened


_patterns, _app, _space = api.urls
for _pattern in _patterns:
    _pattern.callback = _open(_pattern.callback)
urlpatterns = [path("", (_patterns, _app, _space))]
