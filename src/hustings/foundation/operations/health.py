"""``/health/``: whether this process serves."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

PATH = "/health/"


class HealthMiddleware:
    """Answers whatever name is asked for: a proxy or a monitor knows the machine, not the site's name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == PATH:
            return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})
        return self.get_response(request)
