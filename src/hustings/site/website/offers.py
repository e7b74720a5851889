"""Open things that readers can do, from each app: for the page "Act", its block, and pages of thanks."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from hustings.foundation.contributions import Registry
from hustings.foundation.territories.models import Zone

SHOWN, LISTED = 3, 200  # of one kind: on a page beside others, and on its own
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing: its title, where it is, a line below the title, and the words of its link."""

    title: str
    url: str
    line: str = ""
    call: Words = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """One kind of things. ``find`` gets the request, the place asked for, and how many are shown."""

    name: str
    label: Words
    find: Callable[[HttpRequest, Zone | None, int], list[Offer]]
    all_url: Callable[[HttpRequest], str]  # where all of them are listed; empty for nowhere
    all_words: Words
    position: int
    is_local: bool = False  # first of all where a place is known
    needs_place: bool = False  # nothing is found without one


@dataclass(frozen=True, slots=True)
class Section:
    """A kind as a page shows it."""

    name: str
    label: Words
    offers: list[Offer]
    all_url: str
    all_words: Words
    asks_place: bool  # it would find something near a place


offers = Registry[Offers]("website.offers.offers", key=attrgetter("name"))


def choices() -> list[tuple[str, Words]]:
    """The kinds to choose from, in their order."""
    return [(each.name, each.label) for each in sorted(offers.all(), key=attrgetter("position"))]


def sections(
    request: HttpRequest, zone: Zone | None, names: Any = (), *, but: str = "", most: int = SHOWN
) -> list[Section]:
    """Each kind that has something open, or would have near a place; without what stands at ``but``."""
    kinds = [each for each in offers.all() if not names or each.name in names]
    kinds.sort(key=lambda each: (zone is not None and not each.is_local, each.position))
    made = (section(request, each, zone, but, most) for each in kinds)
    return [each for each in made if each.offers or each.asks_place]


def section(
    request: HttpRequest, kind: Offers, zone: Zone | None, but: str = "", most: int = SHOWN
) -> Section:
    found = [each for each in kind.find(request, zone, most + 1) if not but or each.url != but][:most]
    url = kind.all_url(request)
    asks = kind.needs_place and zone is None and bool(url)
    return Section(kind.name, kind.label, found, url, kind.all_words, asks)
