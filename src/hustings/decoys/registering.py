"""What the apps below are told by this one."""

from hustings.accounts import knocks
from hustings.decoys import due, heard
from hustings.lib import deeds, reserved


def register() -> None:
    """Fill their registries."""
    deeds.register(due.deeds_of)
    knocks.watch(heard.at_our_door)
    reserved.register(heard.among, heard.typed, heard.published)
