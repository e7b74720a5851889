"""Circles: the people of a group or an event who talk with each other. Apps above say who they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry

Members = Callable[[int], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Circle:
    """One of them, as its app tells it. ``url``: its public page, if any. A closed one is only read."""

    kind: str
    subject: int
    title: str
    url: str = ""
    zone: int | None = None
    is_open: bool = True

    @property
    def members(self) -> QuerySet[Any]:
        """Keys of the people who are in."""
        return _kind(self.kind).members(self.subject)

    @property
    def hosts(self) -> QuerySet[Any]:
        """Keys of those of them who moderate."""
        return _kind(self.kind).hosts(self.subject)

    @property
    def segment(self) -> dict[str, Any] | None:
        """Criteria that find its members."""
        return _kind(self.kind).segment(self.subject)

    def has(self, person: int) -> bool:
        return self.members.filter(person=person).exists()

    def is_led_by(self, person: int) -> bool:
        return self.hosts.filter(person=person).exists()


@dataclass(frozen=True, slots=True)
class CircleKind:
    """One kind of circle.

    ``members`` and ``hosts`` take the key of a subject and give rows of one column, ``person``; ``of_person``
    takes a person's key and gives the subjects that they are in, ``segment`` the criteria of its members, or
    None where no message goes to them. ``approver``: the right by which somebody who may not send mailings
    decides on messages to members in their territory.
    """

    name: str
    label: Any
    find: Callable[[int], Circle | None]
    members: Members
    hosts: Members
    of_person: Callable[[int], Iterator[int]]
    segment: Callable[[int], dict[str, Any] | None] = lambda subject: None
    approver: Right | None = None


kinds = Registry[CircleKind]("threads.circles.kinds", key=attrgetter("name"))


def _kind(name: str) -> CircleKind:
    kind = kinds.find(name)
    if kind is None:
        raise Http404
    return kind


def find(kind: str, subject: int) -> Circle | None:
    """The circle; None where it is gone, or the app that knew it."""
    known = kinds.find(kind)
    return known.find(subject) if known else None


def get(kind: str, subject: int) -> Circle:
    """The circle, or 404."""
    if (found := find(kind, subject)) is None:
        raise Http404
    return found


def of_person(person: int) -> list[Circle]:
    """All that somebody is in, by title."""
    found = (kind.find(pk) for kind in kinds.all() for pk in kind.of_person(person))
    return sorted((each for each in found if each), key=lambda each: each.title.casefold())
