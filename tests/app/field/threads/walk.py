"""Who moderates, for the walk over all views."""

from hustings.field.threads.rights import MODERATE
from hustings.foundation.accounts.roles import Role

HOLDERS = {MODERATE: {Role.DIRECTOR, Role.ORGANISER}}
