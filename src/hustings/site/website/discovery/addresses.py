"""Addresses that no page lists, such as those of consultations: in the site's search, and in the sitemap."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search."""

    title: str
    url: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows that everybody may read. ``path`` takes a key and what stands in the column ``named``."""

    name: str  # in the sitemap
    label: str | Promise  # above the results of a search
    position: int
    rows: Callable[[], QuerySet[Any]]
    path: Callable[[int, Any], str]  # in the language that is active
    found: Callable[[str, int], list[Found]]  # words, and how many at most
    named: str = "pk"
    changed: str = ""  # column that says when a row changed last
    start: Callable[[], str] | None = None  # the page that lists them, in the language that is active


kinds = Registry[Kind]("website.addresses.kinds", key=attrgetter("name"))


def in_order() -> list[Kind]:
    return sorted(kinds.all(), key=attrgetter("position"))
