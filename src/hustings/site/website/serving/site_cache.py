"""Surroundings of pages, read once for each edition of the site, and kept by this process for a minute.

See docs/explanation/pages-in-memory.md.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.http import HttpRequest

from hustings.site.sharing import rotation
from hustings.site.website.models import SiteVersion

T = TypeVar("T")
KEPT_FOR = 60.0  # seconds; a bound on what no row tells
MOST = 2_000  # things of single pages: rows, and parts of them as HTML


class Kept:
    """What one edition of the site says; each thing is read when it is first asked for. Nobody changes it."""

    def __init__(self, edition: str) -> None:
        self.edition, self.since = edition, time.monotonic()
        self.things: dict[Hashable, Any] = {}
        self.pages: dict[Hashable, Any] = {}

    def the(self, name: Hashable, read: Callable[[], T]) -> T:
        """The thing of that name, read now if nobody has asked before."""
        try:
            found: T = self.things[name]
        except KeyError:
            found = self.things[name] = read()
        return found

    def of_page(self, name: Hashable, read: Callable[[], T]) -> T:
        """A thing of one page, of which a site may have very many: those read longest ago are given up."""
        try:
            found: T = self.pages[name]
        except KeyError:
            found = read()
            with _lock:
                while len(self.pages) >= MOST:
                    del self.pages[next(iter(self.pages))]
                self.pages[name] = found
        return found


_lock = threading.Lock()
_kept = Kept("")


def edition(request: HttpRequest) -> str:
    """The token of the site as this reader gets it: asked once a request, before anything of it is read."""
    found: str | None = getattr(request, "_edition", None)
    if found is None:
        found = request._edition = SiteVersion.current()  # type: ignore[attr-defined]
    return found


def of(request: HttpRequest) -> Kept:
    """The things kept by this process of the edition that this reader gets."""
    global _kept
    token = edition(request)
    mine: Kept | None = getattr(request, "_kept", None)
    if mine is None:
        with _lock:
            if _kept.edition != token:
                rotation.forget()
            if _kept.edition != token or time.monotonic() - _kept.since >= KEPT_FOR:
                _kept = Kept(token)
            mine = request._kept = _kept  # type: ignore[attr-defined]
    return mine


def forget() -> None:
    """Read all anew: something was changed in this process, whose transaction may still be open."""
    global _kept
    rotation.forget()
    with _lock:
        _kept = Kept("")
