"""Who opens what of registrations, for the walk over all views."""

from hustings.foundation.accounts.roles import Role
from tests.app.field.events.walk import ENTERS

_BOTH = frozenset({Role.DIRECTOR, Role.ORGANISER})  # enter events and see people
_CALLS = ("calls", "answer", "roll", "roll_undoing", "cover", "cover_ending")
_REPORTS = ("list", "report", "picture", "picture_removal", "task", "thanks")
_QUESTIONS = ("new", "question", "order", "removal")
_OTHERS = (
    "speakers:list", "speakers:request", "speakers:closing", "registrations_hq:list",
    "registrations_hq:deeds",
)  # fmt: skip
WITHOUT_NEEDS = {
    **dict.fromkeys([*(f"attendance:{name}" for name in _CALLS), *_OTHERS], _BOTH),
    **dict.fromkeys([f"reports:{name}" for name in _REPORTS], ENTERS),
    **dict.fromkeys([f"event_questions:{name}" for name in _QUESTIONS], ENTERS),
    "invitations:invitation": _BOTH | {Role.COMMUNICATIONS},  # write mailings, too
}
