"""Parts that apps above add to pages of calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from hustings.foundation.contributions import Registry
from hustings.networks.initiatives.models import Application


@dataclass(frozen=True, slots=True)
class Part:
    """A template, and what it shows as ``part``."""

    template: str
    words: dict[str, Any] = field(default_factory=dict)


# On the page of an application, for those who have its link: ``source(application, token)``
own_parts = Registry[Callable[[Application, str], Part | None]]("initiatives.hooks.own_parts")
# On the record of an application in HQ: ``source(request, application)``
record_parts = Registry[Callable[[HttpRequest, Application], Part | None]]("initiatives.hooks.record_parts")
# Tabs of a round in HQ: name of a view of the round's key, and words
tabs = Registry[tuple[str, Any]]("initiatives.hooks.tabs")


def own(application: Application, token: str) -> list[Part]:
    """All parts of an application's own page."""
    return [part for source in own_parts.all() if (part := source(application, token))]


def of_record(request: HttpRequest, application: Application) -> list[Part]:
    """All parts of an application's record."""
    return [part for source in record_parts.all() if (part := source(request, application))]
