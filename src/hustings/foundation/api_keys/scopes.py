"""Scopes: kinds of requests that a key may be made for, each held by a right of the team."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Scope:
    """``name`` is for programs, such as ``donations.read``."""

    name: str
    words: Promise
    right: Right


scopes = Registry[Scope]("api_keys.scopes", key=attrgetter("name"))


def of(user: Any) -> Iterator[Scope]:
    """Scopes that this member of the team may hand to a key."""
    return (each for each in scopes.all() if access.may(user, each.right))
