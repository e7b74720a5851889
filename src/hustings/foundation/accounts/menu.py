"""Entries of the menu of HQ, as apps add them. Their addresses are ``routes.hq``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; ``view`` is the name of its page.

    It is shown to those who hold ``right``, or of whom that question is true. ``below`` names a submenu, or
    Wagtail's own ``settings``.
    """

    label: Any
    view: str
    right: Right | Callable[[Any], bool]
    icon: str
    order: int
    below: str = "admin"


@dataclass(frozen=True, slots=True)
class Submenu:
    """A menu below an item, which shows where one of its entries does."""

    name: str
    label: Any
    icon: str
    order: int


entries = Registry[Entry]("accounts.menu.entries")
submenus = Registry[Submenu]("accounts.menu.submenus", key=lambda submenu: submenu.name)
