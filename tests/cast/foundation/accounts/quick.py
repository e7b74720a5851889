"""Requests that cost little: for tests that ask what a view decides or writes, not what its page says."""

from typing import Any

import pytest
from django.template.backends.django import Template

NEEDED = [  # what views expect of a request
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
DOOR = "hustings.foundation.accounts.middleware.HeadquartersMiddleware"


@pytest.fixture
def inside(client: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client past the door of HQ, and whose pages are not written out."""
    settings.MIDDLEWARE = NEEDED
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    written_out = Template.render

    def render(self: Template, context: Any = None, request: Any = None) -> Any:
        return written_out(self, context) if request is None else ""  # mails have no request

    monkeypatch.setattr(Template, "render", render)
    return client


@pytest.fixture
def quick(inside: Any, settings: Any) -> Any:
    """The same, at the door."""
    settings.MIDDLEWARE = [*NEEDED[:3], DOOR, *NEEDED[3:]]
    return inside
