"""A form sent twice is done once, without any JavaScript.

Each form has a token (``{% once %}``). A digest of what came with it is kept for a day in the shared cache:
the same leads where the first led, anything else with that token is a deed of its own.
"""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

FIELD = "once"
DAY, AT_WORK = 86_400, 60  # seconds: a deed that is done, and one on its way
TRIES, PAUSE = 40, 0.25
_UNDER_WAY = ""
View = Callable[..., HttpResponse]


class Refusal(HttpResponseRedirect):
    """Leads back to a form that did nothing."""


def once(busy: str, *, is_said: bool = True) -> Callable[[View], View]:
    """Do what a form asks for once; what was refused may be sent again. ``busy``: where to wait."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponse:
            if request.method != "POST" or not request.POST.get(FIELD):
                return view(request, *args, **keys)
            key = _key(request)
            for _try in range(TRIES):
                if cache.add(key, _UNDER_WAY, AT_WORK):
                    return _first(key, lambda: view(request, *args, **keys))
                if led_to := cache.get(key):
                    if is_said:
                        messages.info(request, _("You submitted this form twice. It was processed once."))
                    return redirect(led_to)
                time.sleep(PAUSE)
            if is_said:
                messages.warning(
                    request,
                    _(
                        "You submitted this form twice, and the first is still being processed."
                        " Check again shortly."
                    ),
                )
            return redirect(busy)

        return guarded

    return decorate


def _first(key: str, deed: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with the deed. Its view's own words, such as one called ``key``, stay apart from ours."""
    try:
        answer = deed()
    except BaseException:
        cache.delete(key)
        raise
    if answer.status_code == 302 and not isinstance(answer, Refusal):
        cache.set(key, answer["Location"], DAY)
    else:
        cache.delete(key)
    return answer


def _key(request: HttpRequest) -> str:
    """Key of whoever sends, where, with which token and what: nobody reads it out of the cache."""
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    told = f"{request.user.pk} {request.path} {sent.urlencode()}"
    return f"once:{hashlib.sha256(told.encode()).hexdigest()}"
