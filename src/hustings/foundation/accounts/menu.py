"""Entries of the menu of HQ, as apps add them. Their addresses are ``routes.hq``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

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


SETTINGS = Submenu("settings", _("Settings"), "cogs", 10_000)  # Wagtail's own, as it stands in the menu
entries = Registry[Entry]("accounts.menu.entries")
submenus = Registry[Submenu]("accounts.menu.submenus", key=lambda submenu: submenu.name)
moves = Registry[Move]("accounts.menu.moves")


@dataclass(frozen=True, slots=True)
class Branch:
    """An item at the top of the menu, and the names of the pages that it leads to, in order."""

    name: str
    label: Any
    views: tuple[str, ...]


def branches() -> list[Branch]:
    """The whole menu in its order, whatever its reader may see."""
    groups = [(each.order, Branch(each.name, each.label, tuple(_below(each.name)))) for each in _tops()]
    single = [each for each in entries.all() if each.below == "admin"]
    found = [*groups, *((each.order, Branch(each.view, each.label, (each.view,))) for each in single)]
    return [branch for _order, branch in sorted(found, key=lambda pair: pair[0])]


def _tops() -> list[Submenu]:
    return [SETTINGS, *(each for each in submenus.all() if each.below == "admin")]


def _below(name: str) -> Iterator[str]:
    """The pages below a submenu, also those of a submenu in it."""
    kinds = (entries.all(), moves.all(), submenus.all())
    for each in sorted(
        (each for kind in kinds for each in kind if each.below == name), key=lambda one: one.order
    ):
        if isinstance(each, Submenu):
            yield from _below(each.name)
        else:
            yield each.view
