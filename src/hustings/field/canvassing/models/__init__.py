"""Canvassing: models, a noun a file."""

from hustings.field.canvassing.models.contacts import DoorContact
from hustings.field.canvassing.models.doors import DoorResult
from hustings.field.canvassing.models.walk_lists import WalkList

__all__ = ["DoorContact", "DoorResult", "WalkList"]
