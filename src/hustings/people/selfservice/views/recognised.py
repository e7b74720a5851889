"""Guard of pages for whoever this browser is known to be of, also where their own page isn't open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from hustings.people.selfservice import onward, sessions
from hustings.people.signups import recognition

View = Callable[..., HttpResponseBase]


def renew(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Have an own page that is open stay so for another while."""
    if not sessions.is_ended(response) and (link := sessions.current(request)):
        sessions.keep(response, link)
    return response


def recognised(view: View) -> View:
    """Call ``view(request, known, …)``; whoever isn't recognised asks for the link to their page."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        known = recognition.of(request)
        if known is None:
            return onward.ask(request)
        return renew(request, view(request, known, *args, **more))

    return guarded
