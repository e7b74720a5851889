"""Entries of the menu of HQ, as apps add them. Their addresses are ``routes.hq``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry

NEW = "new"  # the submenu of what this user may make
APART = 10_500  # the place of what is no part of a campaign's work


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; ``view`` is the name of its page.

    It is shown to those who hold ``right``, or of whom that question is true. ``below`` names a submenu, or
    Wagtail's own ``settings``. It is marked on all pages whose address begins with its own.
    """

    label: Any
    view: str
    right: Right | Callable[[Any], bool]
    icon: str
    order: int
    below: str = "admin"


@dataclass(frozen=True, slots=True)
class Submenu:
    """A group of the menu. It shows where one of its entries does; an only entry stands in its place."""

    name: str
    label: Any
    icon: str
    order: int
    below: str = "admin"


@dataclass(frozen=True, slots=True)
class Move:
    """An entry that Wagtail brings, put below a submenu; ``view`` and ``args`` are its page."""

    view: str
    order: int
    below: str
    args: Sequence[str] = ()


entries = Registry[Entry]("accounts.menu.entries")
submenus = Registry[Submenu]("accounts.menu.submenus", key=lambda submenu: submenu.name)
moves = Registry[Move]("accounts.menu.moves")
