"""Buttons at the top of HQ's front page: the pages that a role most likely came for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right, Role
from hustings.foundation.contributions import Registry

MOST = 3


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A button to the page ``view``; ``places`` says at which place each role looks for it."""

    label: Any
    view: str
    right: Right | Callable[[Any], bool]
    places: Mapping[Role, int]

    @property
    def url(self) -> str:
        return reverse(self.view)


shortcuts = Registry[Shortcut]("accounts.shortcuts")


def of(user: Any) -> list[Shortcut]:
    """The first for ``user``, by the roles of today."""
    roles = {Role(grant.role) for grant in access.live_grants(user)}
    found = [each for each in shortcuts.all() if roles & set(each.places) and access.lets(user, each.right)]
    return sorted(found, key=lambda each: min(each.places[role] for role in roles & set(each.places)))[:MOST]
