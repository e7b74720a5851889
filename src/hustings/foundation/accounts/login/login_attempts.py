"""Hooks on login attempts, also on those that are refused at once: apps above may look at each.

It is asked before anything else looks at the request, so a form without its token and one beyond the rate
limits are seen too. Whatever a watcher finds, the answer is the same and takes as long.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from hustings.foundation.accounts.login.adapter import address_of
from hustings.foundation.contributions import Registry

log = logging.getLogger(__name__)
FLOOR = 0.06  # seconds: longer than any watcher takes, so that nobody learns by the clock what it found
DOORS = {"account_login": ("login", "password"), "account_reset_password": ("email", "")}
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """One try: what was typed, from where, with what program."""

    login: str
    password: str = field(repr=False)
    address: str = ""
    agent: str = ""
    is_reset: bool = False


Watcher = Callable[[LoginAttempt], object]
watchers = Registry[Watcher](
    "accounts.login.login_attempts.watchers"
)  # called ``watcher(knock)`` at each try


class LoginAttemptMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, more: Any) -> None:
        """Look at what was posted to a door. A watcher that fails keeps nobody out and lets nobody in."""
        door = DOORS.get(request.resolver_match.url_name or "") if request.resolver_match else None
        if request.method != "POST" or door is None or not watchers.all():
            return
        began = time.monotonic()
        login, password = (request.POST.get(name, "")[:LONGEST] if name else "" for name in door)
        if login:
            agent = request.headers.get("User-Agent", "")[:300]
            knock = LoginAttempt(login, password, address_of(request), agent, is_reset=not door[1])
            for watcher in watchers.all():
                try:
                    watcher(knock)
                except Exception:
                    log.exception("a watcher of log-ins failed")
        time.sleep(max(0.0, FLOOR - (time.monotonic() - began)))
