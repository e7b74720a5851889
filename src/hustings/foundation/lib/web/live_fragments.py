"""Parts of a kept page that are written anew for each reader, such as the number of signatures."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.http import HttpRequest

from hustings.foundation.contributions import Registry

Write = Callable[[str], str]
MARK = re.compile(rb"<!--fresh ([a-z_]+) ([\w.-]+)-->.*?<!--/fresh-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One such part: ``write(argument)`` says what stands there, as HTML."""

    name: str
    write: Write


parts = Registry[Part]("lib.web.live_fragments.parts", key=attrgetter("name"))


def marked(name: str, argument: str) -> str:
    """The part, between marks by which it's found again."""
    return f"<!--fresh {name} {argument}-->{write(name, argument)}<!--/fresh-->"


def write(name: str, argument: str) -> str:
    """The part as it is now; nothing where no app knows it."""
    part = parts.find(name)
    return part.write(argument) if part else ""


def for_one(request: HttpRequest) -> None:
    """Say that the page which this request gets is for its reader alone: it is not kept for others."""
    request._is_for_one = True  # type: ignore[attr-defined]


def is_for_one(request: HttpRequest) -> bool:
    """Whether anything on the page has said so."""
    return getattr(request, "_is_for_one", False)
