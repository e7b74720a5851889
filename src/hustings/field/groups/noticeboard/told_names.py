"""Names of those who published something, as its reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from hustings.field.groups.models import GroupFile, LocalGroup, Post
from hustings.field.threads.models.messages import short_name

Row = TypeVar("Row", Post, GroupFile)


@dataclass(frozen=True, slots=True)
class Told(Generic[Row]):
    """One of them, with who published it."""

    row: Row
    name: str


def in_public(group: LocalGroup, rows: Sequence[Row]) -> list[Told[Row]]:
    """Full names of the leaders who agreed to be named on the group's page; else "The hosts"."""
    named = group.memberships.leaders().exclude(named_at=None).filter(person__in={row.by_id for row in rows})
    names = {one.person_id: str(one.person) for one in named.select_related("person")}
    return [Told(row, names.get(row.by_id or 0) or _("The hosts")) for row in rows]


def among_members(rows: Sequence[Row]) -> list[Told[Row]]:
    """First name and initial, as in conversations."""
    return [Told(row, short_name(row.by) if row.by else _("The hosts")) for row in rows]
