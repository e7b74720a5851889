"""Answers to a button in HQ: the deed, then the page it stood on, with what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def done(
    request: HttpRequest, deed: Callable[[], Any], words: Any, to: str, *keys: Any, refused: type[Exception]
) -> HttpResponse:
    """Do it and say so, or say why it was ``refused``; then go back to the view ``to``."""
    try:
        deed()
    except refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, words)
    return redirect(to, *keys)
