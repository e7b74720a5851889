"""Who organises volunteers, for the walk over all views."""

from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts.roles import Role

HOLDERS = {ORGANISE: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}

_NAMES = ("skills", "skill_edit", "charters", "charter_new", "charter_edit", "limits")
WITHOUT_NEEDS = dict.fromkeys([f"volunteers:{name}" for name in _NAMES], frozenset(HOLDERS[ORGANISE]))
