"""The supporter's home: one page on a phone, of cards that apps bring."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static

from hustings.foundation.contributions import Registry
from hustings.people.signups.recognition import Known


@dataclass(frozen=True, slots=True)
class Card:
    """One box of the home: a heading, a template and what it shows, a lower ``position`` first."""

    name: str
    title: Any
    template: str
    position: int
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture of the campaign for a phone's screen."""

    url: str
    sizes: str
    type: str


Source = Callable[[HttpRequest, Known | None], Card | None]
# Each is asked ``card(request, known)``; ``known`` is None for strangers, and ``known.is_open`` where the own
# page is: what shows other people's data asks for that. None where there is nothing to show.
cards = Registry[Source]("selfservice.home.cards")
icons = Registry[Callable[[], Iterable[Icon]]]("selfservice.home.icons")


def of(request: HttpRequest, known: Known | None) -> list[Card]:
    found = [card for source in cards.all() if (card := source(request, known))]
    return sorted(found, key=lambda card: (card.position, card.name))


def icon_list() -> list[dict[str, str]]:
    """For the manifest: the campaign's own, else ours."""
    found = [icon for source in icons.all() for icon in source()]
    found = found or [Icon(static("hustings/favicon.svg"), "any", "image/svg+xml")]
    return [{"src": icon.url, "sizes": icon.sizes, "type": icon.type} for icon in found]
