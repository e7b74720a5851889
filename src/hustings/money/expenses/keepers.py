"""Those who keep books: people whose right to reaches their territory."""

from django.db.models import Q

from hustings.foundation.accounts.models import Grant
from hustings.foundation.territories.models import Containment
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY

_MOST = 500  # grants that are looked at


def of(books: Books) -> list[str]:
    """Their names, of treasurers alone: directors hold every right."""
    around = Containment.objects.filter(inner=books.zone_id).values("outer")
    held = Grant.objects.live().filter(Q(zone=None) | Q(zone__in=around), user__is_active=True)
    roles = sorted(RUN_MONEY.holders - {"director"})
    found = held.filter(role__in=roles).select_related("user")[:_MOST]
    return sorted({str(grant.user) for grant in found if RUN_MONEY in grant.rights})
