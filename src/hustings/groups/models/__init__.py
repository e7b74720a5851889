"""Local groups and the page that lists them."""

from hustings.groups.models.groups import LocalGroup, LocalGroupQuerySet
from hustings.groups.models.pages import GroupsPage

__all__ = ["GroupsPage", "LocalGroup", "LocalGroupQuerySet"]
