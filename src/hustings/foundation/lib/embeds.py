"""Things that can be shown in other sites' pages: each app contributes its kinds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hustings.foundation.contributions import Registry

MOST = 200  # of one kind in the list of HQ


@dataclass(frozen=True)
class Thing:
    """One thing that can be shown: its title, the words of its link, and where it is on our own site."""

    kind: str
    key: str
    title: str
    call: str
    path: str
    row: Any = None

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.key}"

    @property
    def address(self) -> str:
        return self.path if "://" in self.path else f"{settings.BASE_URL}{self.path}"


class Kind(ABC):
    """One kind of things. What readers may not see on our site is not found here, either."""

    name: str
    label: Any

    @abstractmethod
    def find(self, key: str) -> Thing | None:
        """The thing as it is in the language that is active."""

    @abstractmethod
    def listed(self) -> Iterable[Thing]:
        """All there are, for HQ."""

    @abstractmethod
    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        """The page within the frame; where something was typed, what comes of it."""

    @abstractmethod
    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        """Thanks, once something was sent."""


kinds = Registry[Kind]("lib.embeds.kinds", key=attrgetter("name"))


def find(name: str, key: str) -> Thing | None:
    """The thing of these names, where readers may see it."""
    kind = kinds.find(name)
    return kind.find(key) if kind else None


def kind_of(thing: Thing) -> Kind:
    """The kind that found the thing."""
    kind = kinds.find(thing.kind)
    assert kind
    return kind
