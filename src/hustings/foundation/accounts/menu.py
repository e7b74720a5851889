"""HQ as apps add to it: sections of addresses below /hq/, and entries of the menu."""

from dataclasses import dataclass
from typing import Any

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Section:
    """A module of addresses, by its dotted name, below ``/hq/<prefix>``."""

    urls: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu for those who hold a right; ``view`` is the name of its page."""

    label: Any
    view: str
    right: Right
    icon: str
    order: int


sections = Registry[Section]("accounts.menu.sections")
entries = Registry[Entry]("accounts.menu.entries")
