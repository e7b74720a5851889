"""The frame of public pages of conversations, and what stands in place of one that is shut."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings.field.threads.models import Thread
from hustings.field.threads.viewers import Room
from hustings.foundation.lib.web import tongues


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the site that no search engine keeps."""
    context = {"tongues": tongues.others(request.get_full_path()), **context}
    response = render(request, f"threads/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def shut(request: HttpRequest, room: Room | None, thread: Thread | None = None) -> HttpResponse:
    """The way in: the link to one's own page, and for a device that is remembered a link to this thread."""
    return page(request, "shut", {"room": room, "thread": thread}, 403)


def way_in(request: HttpRequest, room: Room | None, thread: Thread | None = None) -> HttpResponse:
    """The same, where a link of a public page leads: it isn't wrong to have followed it."""
    response = shut(request, room, thread)
    if request.method in {"GET", "HEAD"}:
        response.status_code = 200
    return response
