"""Who sends texts, for the walk over all views."""

from hustings.foundation.accounts.roles import Role
from hustings.outreach.text_messages.rights import SEND_TEXTS

HOLDERS = {SEND_TEXTS: {Role.DIRECTOR, Role.COMMUNICATIONS}}
