"""Addresses of the whole, as apps give them: URL modules, secret parts, what search engines leave alone."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property

from hustings.foundation.contributions import Registry


class Place(IntEnum):
    """Place of a module among the others: lower apps first within a place."""

    FIRST = 0
    BETWEEN = 1
    LAST = 2  # names that may be any


@dataclass(frozen=True, slots=True)
class Section:
    """A module of addresses of HQ, by its dotted name, below ``/hq/<prefix>``."""

    urls: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Route:
    """A module of addresses, by its dotted name. ``is_localised``: they begin with a language."""

    urls: str
    prefix: str = ""
    is_localised: bool = False
    place: Place = Place.BETWEEN


@dataclass(frozen=True, slots=True)
class Errors:
    """The views that answer what failed, by their dotted names."""

    bad_request: str
    forbidden: str
    not_found: str


@dataclass(frozen=True, slots=True)
class Api:
    """A router of the API by dotted name, open to all unless ``is_keyed``: its operations ask for a key.

    ``listed`` answers: sites of HQ's list, for seconds.
    """

    router: str
    listed: Mapping[str, int] = field(default_factory=dict)
    is_keyed: bool = False


hq = Registry[Section]("lib.routes.hq")
api = Registry[Api]("lib.routes.api")
routes = Registry[Route]("lib.routes.routes")
errors = Registry[Errors]("lib.routes.errors")  # one
# Paths, as regular expressions: whoever knows the rest of such an address is let in, or answers for somebody
# (links in mails). Lines of the log leave the rest out, and so does the proxy's configuration in deploy/.
secret_paths = Registry[str]("lib.routes.secret_paths")
unlisted_paths = Registry[str]("lib.routes.unlisted_paths")  # below a language; for robots.txt


def patterns(
    *, is_localised: bool, places: Collection[Place] = tuple(Place)
) -> list[URLPattern | URLResolver]:
    """Every module of addresses, in the order in which they are tried."""
    found = [each for each in routes.all() if each.is_localised == is_localised and each.place in places]
    return [_module(route) for route in sorted(found, key=lambda route: route.place)]


class _Beginnings(RoutePattern):
    """Passes over a module in which no address begins like the one asked for: Django tries each of all."""

    def __init__(self, module: URLResolver) -> None:
        super().__init__("")
        self.module = module

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        return tuple({beginning for each in self.module.url_patterns for beginning in _beginnings(each)})

    def match(self, path: str) -> Any:
        return super().match(path) if path.startswith(self.beginnings) else None


def _module(route: Route) -> URLPattern | URLResolver:
    found = path(route.prefix, include(route.urls))
    if not route.prefix:
        found.pattern = _Beginnings(found)
    return found


def _beginnings(found: URLPattern | URLResolver) -> Iterator[str]:
    """Letters of addresses before the first part that may be anything; may be empty."""
    route: Any = getattr(found.pattern, "_route", "")  # that of a regular expression has none
    beginning = route.partition("<")[0] if isinstance(route, str) else ""
    if beginning or isinstance(found, URLPattern):
        yield beginning
    else:
        for each in found.url_patterns:
            yield from _beginnings(each)


def secret() -> re.Pattern[str]:
    """Secret addresses in any text; ``kept`` is what may be told."""
    return re.compile(rf"(?P<kept>/(?:{'|'.join(secret_paths.all())})/)[^/?\s][^?\s]*")
