"""Closes the site's pages for work: a plain page and 503, also where a page is kept in memory."""

import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from hustings.website.models import Maintenance

KEPT_FOR = 2.0  # seconds until each process looks again
LATER = 600  # seconds after which a reader's program may come again, where nobody said when


class MaintenanceMiddleware:
    """Stands before pages in memory. HQ, log-in, files and ways out of mails are no pages of the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.places = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
        self.looked_at = -KEPT_FOR
        self.is_on = False
        self.until: datetime | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say that the site is closed, or pass the request on."""
        if (request.path == "/" or request.path.startswith(self.places)) and self._is_closed():
            return self._closed()
        return self.get_response(request)

    def _is_closed(self) -> bool:
        if time.monotonic() - self.looked_at >= KEPT_FOR:
            try:
                found = Maintenance.objects.values_list("is_on", "until").first()
            except DatabaseError:  # whoever needs the database will say so
                found = None
            self.is_on, self.until = found or (False, None)
            self.looked_at = time.monotonic()
        return self.is_on

    def _closed(self) -> HttpResponse:
        now, until = timezone.now(), self.until
        seconds = int((until - now).total_seconds()) if until and until > now else LATER
        html = render_to_string(
            "website/maintenance.html", {"until": until if until and until > now else None}
        )
        headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
        return HttpResponse(html, status=503, headers=headers)
