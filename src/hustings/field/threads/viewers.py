"""Recognition of members: what they see depends on how this browser proved who they are.

See docs/explanation/threads.md for why a remembered device reads nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hustings.field.threads import circles
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Block, Thread, ThreadLink
from hustings.people.persons.models import Person
from hustings.people.selfservice import sessions
from hustings.people.signups import recognition

PASS = timedelta(hours=4)  # that a link from a mail opens its thread in one browser
View = Callable[..., HttpResponseBase]
_signer = signing.TimestampSigner(sep=".", salt="hustings.field.threads.pass")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody recognised. ``thread``: the only one that they may read, opened by a link from a mail."""

    person: Person
    is_open: bool = False
    thread: int | None = None

    def may_read(self, thread: Thread) -> bool:
        return self.is_open or self.thread == thread.pk


def of(request: HttpRequest) -> Viewer | None:
    """The open page before a link's pass, and that before a device that is only remembered."""
    known = recognition.of(request)
    if known and known.is_open:
        return Viewer(known.person, is_open=True)
    if link := _passed(request):
        return Viewer(link.person, thread=link.thread_id)
    return Viewer(known.person) if known else None


def cookie_name() -> str:
    """Bound to this very host where the site is served by HTTPS."""
    return "__Host-thread" if settings.SESSION_COOKIE_SECURE else "thread"


def _passed(request: HttpRequest) -> ThreadLink | None:
    if recognition.is_from_outside(request):
        return None
    try:
        pk = int(_signer.unsign(request.COOKIES.get(cookie_name(), ""), max_age=PASS))
    except (signing.BadSignature, ValueError):
        return None
    used = ThreadLink.objects.filter(pk=pk, used_at__gt=timezone.now() - PASS)
    return used.select_related("person").first()


def keep_pass(response: HttpResponseBase, link: ThreadLink) -> None:
    response.set_cookie(
        cookie_name(), _signer.sign(str(link.pk)), max_age=PASS, path="/", httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def renewed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, with half an hour more for an open page."""
    if link := sessions.current(request):
        sessions.keep(response, link)
    return response


def is_blocked(circle: Circle, person: int) -> bool:
    live = Block.objects.filter(kind=circle.kind, subject=circle.subject, person=person, lifted_at=None)
    return live.exists()


@dataclass(frozen=True, slots=True)
class Room:
    """A circle as one viewer sees it."""

    viewer: Viewer
    circle: Circle
    is_host: bool

    @property
    def may_write(self) -> bool:
        return self.circle.is_open and not is_blocked(self.circle, self.viewer.person.pk)


def room(viewer: Viewer, circle: Circle) -> Room:
    """May raise Http404: whoever isn't in learns nothing, not even that it is there."""
    person = viewer.person.pk
    is_host = circle.is_led_by(person)
    if not is_host and not circle.has(person):
        raise Http404
    return Room(viewer, circle, is_host and viewer.is_open)


def in_circle(shut: Callable[..., HttpResponseBase]) -> Callable[[View], View]:
    """Guard ``view(request, room, …)`` of a circle's member with their own page open; else ``shut``."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(
            request: HttpRequest, kind: str, subject: int, *args: Any, **more: Any
        ) -> HttpResponseBase:
            viewer = of(request)
            if viewer is None:
                return shut(request, None)
            found = room(viewer, circles.get(kind, subject))
            if not viewer.is_open:
                return shut(request, found)
            return renewed(request, view(request, found, *args, **more))

        return guarded

    return decorate


def in_thread(shut: Callable[..., HttpResponseBase]) -> Callable[[View], View]:
    """Guard ``view(request, room, thread, …)`` of whoever may read the thread; else ``shut``."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *args: Any, **more: Any) -> HttpResponseBase:
            viewer = of(request)
            if viewer is None:
                return shut(request, None)
            thread = get_object_or_404(Thread, pk=pk)
            found = room(viewer, circles.get(thread.kind, thread.subject))
            if not viewer.may_read(thread):
                return shut(request, found, thread)
            return renewed(request, view(request, found, thread, *args, **more))

        return guarded

    return decorate
