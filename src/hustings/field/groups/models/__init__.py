"""Local groups and the page that lists them."""

from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.pages import GroupsPage
