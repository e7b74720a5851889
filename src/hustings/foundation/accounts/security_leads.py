"""Security leads: those who are told at once when something is wrong with the team's mailboxes."""

from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.roles import Role


def whom() -> list[int]:
    """Keys of the security leads; of the directors where there is none."""
    live = Grant.objects.live().filter(zone=None, user__is_active=True, role__in=GUARD_MAIL.holders)
    found = sorted(set(live.values_list("role", "user")))
    leads = [user for role, user in found if role == Role.SECURITY]
    return leads or [user for _role, user in found]
