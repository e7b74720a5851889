"""Entries of the menu of HQ, as apps add them. Their addresses are ``routes.hq``."""

from dataclasses import dataclass
from typing import Any

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu for those who hold a right; ``view`` is the name of its page."""

    label: Any
    view: str
    right: Right
    icon: str
    order: int


entries = Registry[Entry]("accounts.menu.entries")
