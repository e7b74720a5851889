"""Who stands at the doors, for the walk over all views."""

from hustings.foundation.accounts.roles import Role
from tests.app.field.events.walk import ENTERS

_NAMES = ("doors", "live", "hand_out", "revocation", "closing", "reopening", "rules", "clearing")
_BOTH = frozenset({Role.DIRECTOR, Role.ORGANISER})  # enter events and see people
WITHOUT_NEEDS = {
    **dict.fromkeys([f"checkins:{name}" for name in _NAMES], ENTERS),
    **dict.fromkeys(["checkins:people", "checkins:printed"], _BOTH),
}
