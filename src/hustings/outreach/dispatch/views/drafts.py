"""A new mailing that is made once: the browser saves it by itself while somebody presses a button."""

import time
from collections.abc import Callable
from functools import wraps

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from hustings.foundation.lib.web.idempotency import DAY, FIELD

View = Callable[..., HttpResponseBase]
_AT_WORK, _TRIES, _PAUSE = 60, 40, 0.25  # seconds, and how often one looks whether the first is done
_NONE = 0


def note(request: HttpRequest, pk: int) -> None:
    """Tell the guard around the view which mailing came of it."""
    request.draft_made = pk  # type: ignore[attr-defined]


def made_once(add: View, edit: View) -> View:
    """``add``, the first time that a form with its token comes; ``edit`` of what came of it then."""

    @wraps(add)
    def view(request: HttpRequest, **words: object) -> HttpResponseBase:
        token = request.POST.get(FIELD, "")[:100]
        if request.method != "POST" or not token:
            return add(request, **words)
        key = f"draft:{request.user.pk}:{token}"
        for _try in range(_TRIES):
            if cache.add(key, _NONE, _AT_WORK):
                return _first(request, key, add)
            if pk := cache.get(key):
                return edit(request, pk=str(pk))
            time.sleep(_PAUSE)
        return redirect("dispatch:mailings")

    return view


def _first(request: HttpRequest, key: str, add: View) -> HttpResponseBase:
    try:
        return add(request)
    finally:
        if pk := getattr(request, "draft_made", None):
            cache.set(key, pk, DAY)
        else:
            cache.delete(key)
