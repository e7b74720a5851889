"""Closes the site's pages for work: a plain page and 503, also where a page is kept in memory."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from hustings.site.website.models import Maintenance
from hustings.site.website.serving import site_cache

LATER = 600  # seconds after which a reader's program may come again, where nobody said when
Told = tuple[bool, datetime | None]


def _read() -> Told | None:
    found: Told | None = Maintenance.objects.values_list("is_on", "until").first()
    return found


class MaintenanceMiddleware:
    """Stands before pages in memory. HQ, log-in, files and ways out of mails are no pages of the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.places = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/" or request.path.startswith(self.places):
            is_on, until = self._told(request)
            if is_on:
                return self._closed(until)
        return self.get_response(request)

    def _told(self, request: HttpRequest) -> Told:
        """Whether it is, and until when: closing it makes another edition of the site."""
        try:
            return site_cache.of(request).the("under maintenance", _read) or (False, None)
        except DatabaseError:  # whoever needs the database will say so
            return False, None

    def _closed(self, until: datetime | None) -> HttpResponse:
        now = timezone.now()
        seconds = int((until - now).total_seconds()) if until and until > now else LATER
        html = render_to_string(
            "website/maintenance.html", {"until": until if until and until > now else None}
        )
        headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
        return HttpResponse(html, status=503, headers=headers)
