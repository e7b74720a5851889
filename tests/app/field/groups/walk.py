"""Who certifies groups and names their kinds, for the walk over all views."""

from hustings.field.groups.rights import CERTIFY_GROUPS
from hustings.foundation.accounts.roles import Role

HOLDERS = {CERTIFY_GROUPS: {Role.DIRECTOR}}

_SITE = frozenset({Role.DIRECTOR, Role.COMMUNICATIONS})  # publish the site everywhere
WITHOUT_NEEDS = dict.fromkeys(
    ["groups:kinds", "groups:new_kind", "groups:kind", "groups:kind_archiving"], _SITE
)
