"""Canvassing, as the walks over all views know it."""

from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.roles import Role

HOLDERS = {ORGANISE_CANVASSING: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}}
