"""Who organises calls and who makes them, for the walk over all views."""

from hustings.foundation.accounts.roles import Role
from hustings.outreach.calls.rights import CALL, ORGANISE_CALLS

HOLDERS = {
    ORGANISE_CALLS: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR},
    CALL: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR, Role.CALLER},
}
WITHOUT_NEEDS = dict.fromkeys(["calls:numbers", "calls:number_remove"], frozenset(HOLDERS[ORGANISE_CALLS]))
