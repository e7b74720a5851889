"""Local groups and the page that lists them."""

from hustings.field.groups.models.groups import LocalGroup, LocalGroupQuerySet
from hustings.field.groups.models.pages import GroupsPage

__all__ = ["GroupsPage", "LocalGroup", "LocalGroupQuerySet"]
