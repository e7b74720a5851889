"""Who moderates and who lets messages out, for the walk over all views."""

from hustings.field.threads.rights import MODERATE
from hustings.foundation.accounts.roles import Role

_DECIDE = frozenset({Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS})  # send mailings, or change groups
WITHOUT_NEEDS = dict.fromkeys(
    ["threads_hq:bulletins", "threads_hq:bulletin", "threads_hq:bulletin_decision"], _DECIDE
)
HOLDERS = {MODERATE: {Role.DIRECTOR, Role.ORGANISER}}
