"""Who stands at the doors, for the walk over all views."""

from tests.app.field.events.walk import ENTERS

_NAMES = ("doors", "live", "hand_out", "revocation", "closing", "reopening", "rules", "clearing")
WITHOUT_NEEDS = dict.fromkeys([f"checkins:{name}" for name in _NAMES], ENTERS)
