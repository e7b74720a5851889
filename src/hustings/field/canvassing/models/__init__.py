"""Canvassing: models, a noun a file."""

from hustings.field.canvassing.models.contacts import DoorContact
from hustings.field.canvassing.models.doors import DoorResult
from hustings.field.canvassing.models.shared_boards import SharedBoard
from hustings.field.canvassing.models.walk_lists import WalkList

__all__ = ["DoorContact", "DoorResult", "SharedBoard", "WalkList"]
