"""Order in a sale: the whole basket at once, as often as one likes until it closes."""

import logging
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import write_turns
from hustings.networks.hives import claims
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Basket, Member, Offer, Sale
from hustings.networks.hives.refusals import NotAMember, SaleShut, SoldOut
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)


def place(
    *, sale: Sale, person: Person, wanted: Mapping[int, Wanted], seen: Collection[Offer] = ()
) -> Basket:
    """Have this in the basket, and nothing else; offer -> how much. Raises NotDone of the kind that fits.

    ``seen`` are the goods wanted, as just read: in the last minutes most of the refused need not wait for the
    sale.
    """
    _demand_seen(sale, person, wanted, seen)
    with write_turns.turn(), transaction.atomic():
        held = claims.lock(sale.pk)
        if held is None or not held.is_taking:
            raise SaleShut(_("This sale takes no orders now."))
        if not Member.objects.live().filter(hive=held.hive_id, person=person).exists():
            raise NotAMember(_("Join first: only members order."))
        basket = claims.claim(held, person, wanted)
    log.info("hives.place sale=%s basket=%s lines=%s", sale.pk, basket.pk, len(wanted))
    return basket


def _demand_seen(sale: Sale, person: Person, wanted: Mapping[int, Wanted], seen: Collection[Offer]) -> None:
    """Raise SoldOut for a first basket that can't be had; a later one gives back what it held."""
    try:
        claims.demand_enough(seen, {key: (each.quantity, each.more) for key, each in wanted.items()})
    except SoldOut:
        if sale.is_taking and not Basket.objects.filter(sale=sale, person=person).exists():
            raise
