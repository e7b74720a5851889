"""Who writes scripts, for the walk over all views."""

from hustings.foundation.accounts.roles import Role
from hustings.people.scripts.rights import WRITE_SCRIPTS

HOLDERS = {WRITE_SCRIPTS: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}
