"""The list of checks: each a small function over a mailing that lies on a desk."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise

from hustings.foundation.contributions import Registry
from hustings.outreach.preflight.findings import Finding

Find = Callable[[Any], Iterator[Finding]]  # of a Desk
Tell = Callable[[Any, Any], Iterator[Finding]]
Told = Callable[[int, int], None]  # how many of how many are done
Ask = Callable[[Any, Told], Any]


class About(StrEnum):
    """What a check looks at."""

    SENDER = "sender"
    READERS = "readers"
    LETTERS = "letters"


@dataclass(frozen=True)
class Check:
    """``says`` is what it looks at. Without ``ask`` it answers at once."""

    key: str
    says: str | Promise
    about: About
    tell: Tell
    ask: Ask | None = None  # asks the world outside, which takes time; what it gets is plain JSON
    may_stop: bool = False

    def findings(self, desk: Any, facts: Any = None) -> list[Finding]:
        return [replace(one, check=self.key) for one in self.tell(desk, facts)]


known = Registry[Check]("preflight.registry.known", key=attrgetter("key"))


@dataclass(frozen=True)
class Count:
    """Something of each of some mailings that an app above knows, and a check of its asks a desk for."""

    name: str
    of: Callable[[Collection[int]], Mapping[int, int]]


counts = Registry[Count]("preflight.registry.counts", key=attrgetter("name"))


def check(says: str | Promise, about: About, *, may_stop: bool = False) -> Callable[[Find], Check]:
    """Make a check that answers at once. Its function's name is its own."""

    def made(find: Find) -> Check:
        return Check(find.__name__, says, about, lambda desk, _facts: find(desk), may_stop=may_stop)

    return made


def slow(says: str | Promise, about: About, ask: Ask) -> Callable[[Tell], Check]:
    """Make one that has to ask first: ``ask`` gathers facts, the function puts them into words."""

    def made(tell: Tell) -> Check:
        return Check(tell.__name__, says, about, tell, ask)

    return made


def at_once(desk: Any, about: Iterable[About] = tuple(About)) -> list[Finding]:
    """What the quick ones find, by what they look at."""
    quick = [each for part in about for each in known.all() if each.ask is None and each.about is part]
    return [one for each in quick for one in each.findings(desk)]


def that_stop(desk: Any) -> list[Finding]:
    """What keeps it from leaving. It asks only those that may."""
    able = [each for each in known.all() if each.may_stop]
    return [one for each in able for one in each.findings(desk) if one.stops]


def slow_ones() -> list[Check]:
    """Those that ask the world outside."""
    return [each for each in known.all() if each.ask]
