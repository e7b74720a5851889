"""How-tos below the parts of HQ's menu that their pages stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hustings.foundation.accounts import menu
from hustings.foundation.help import manual
from hustings.foundation.help.manual import Page
from hustings.foundation.lib import how_tos


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the menu with its how-tos: those of its pages first, in the order of these."""

    label: Any
    pages: list[Page]


def of(pages: Mapping[str, Page]) -> tuple[list[Group], list[Page]]:
    """The groups that have any, in the menu's order; and the pages that are beside none of HQ's."""
    branches = [branch for branch in menu.branches() if branch.name != menu.NEW]
    placed = _placed(branches)
    groups = [
        Group(branch.label, [pages[name] for name, place in placed.items() if place == branch.name])
        for branch in branches
    ]
    return [group for group in groups if group.pages], [
        page for page in pages.values() if page.name not in placed
    ]


def search(text: str, language: str) -> list[Page]:
    """How-tos with these words; last of all those beside no page of HQ, which are for who builds on it."""
    others = {page.name for page in of(manual.pages(language))[1]}
    return sorted(manual.search(text, language), key=lambda page: page.name in others)


def _placed(branches: Iterable[menu.Branch]) -> dict[str, str]:
    """The names of how-tos with those of their branches."""
    spaces: dict[str, str] = {}
    placed: dict[str, str] = {}
    for branch in branches:
        for view in branch.views:
            spaces.setdefault(view.partition(":")[0], branch.name)
            if name := how_tos.of(view):
                placed.setdefault(name, branch.name)
    for page in how_tos.pages.all():
        near = (spaces[space] for view in page.views if (space := view.partition(":")[0]) in spaces)
        if place := page.below or next(near, ""):
            placed.setdefault(page.name, place)
    return placed
