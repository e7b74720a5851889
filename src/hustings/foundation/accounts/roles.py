"""Rights and roles: apps declare rights and their holders; a role is the sum of what it holds."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Role(models.TextChoices):
    """Part that a member of the team has in the campaign."""

    DIRECTOR = "director", _("director")
    ORGANISER = "organiser", _("organiser")
    COMMUNICATIONS = "communications", _("communications")
    TREASURER = "treasurer", _("treasurer")
    SECURITY = "security", _("security lead")
    COORDINATOR = "coordinator", _("volunteer coordinator")
    MODERATOR = "moderator", _("moderator")  # what people write on the site, and nothing of them
    CALLER = "caller", _("caller")  # rings the people whom a call list hands out, and sees nobody else
    AUDITOR = "auditor", _("auditor")
    HELPER = "helper", _("candidate’s helper")  # of one candidate: granted on that candidate's page in HQ

    @classmethod
    def for_team(cls) -> "list[tuple[str, StrOrPromise]]":
        """Those that are granted on the team's page."""
        return [choice for choice in cls.choices if choice[0] != cls.HELPER]

    @property
    def rights(self) -> "frozenset[Right]":
        return self.rights_in(is_everywhere=True)

    def rights_in(self, is_everywhere: bool) -> "frozenset[Right]":
        return frozenset(
            right
            for right in rights.all()
            if self in right.holders and (is_everywhere or not right.is_of_the_whole)
        )


class Right(str):
    """One thing a user may do, in the zones of the grant that carries it. Directors hold every right."""

    label: "StrOrPromise"
    holders: frozenset[Role]
    is_of_the_whole: bool

    def __new__(
        cls,
        name: str,
        label: "StrOrPromise",
        *,
        held_by: Collection[Role] = (),
        of_the_whole: bool = False,
    ) -> "Right":
        """Make ``name`` a right."""
        right = super().__new__(cls, name)
        right.label = label
        right.holders = frozenset({Role.DIRECTOR, *held_by})
        right.is_of_the_whole = of_the_whole
        return right


rights = Registry[Right]("accounts.roles.rights", key=str)
