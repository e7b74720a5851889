"""Order in a sale: the whole basket at once, as often as one likes until it closes."""

import logging
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import write_turns
from hustings.networks.hives import claims
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Basket, Member, Sale
from hustings.networks.hives.refusals import NotAMember, SaleShut
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)


def place(*, sale: Sale, person: Person, wanted: Mapping[int, Wanted]) -> Basket:
    """Have this in the basket, and nothing else; offer -> how much. Raises NotDone of the kind that fits."""
    with write_turns.turn(), transaction.atomic():
        held = claims.lock(sale.pk)
        if held is None or not held.is_taking:
            raise SaleShut(_("This sale takes no orders now."))
        if not Member.objects.live().filter(hive=held.hive_id, person=person).exists():
            raise NotAMember(_("Join first: only members order."))
        basket = claims.claim(held, person, wanted)
    log.info("hives.place sale=%s basket=%s lines=%s", sale.pk, basket.pk, len(wanted))
    return basket
