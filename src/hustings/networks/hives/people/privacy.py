"""Buying groups in the privacy notice, and what an erasure leaves of them."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.networks.hives import claims
from hustings.networks.hives.models import Basket, Member
from hustings.people.persons.hooks import erasure_hooks


def _orders(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["hives"]:
        yield Part.WHY, _("What you order in a buying group: to order it, hand it out and have it paid.")
        yield Part.HOW_LONG, _("Baskets stay in the accounts without your name after you ask for erasure.")


@transaction.atomic
def erase(people: Sequence[int], _keys: Sequence[str]) -> None:
    """Give back what is ordered in open sales; closed baskets keep amounts alone."""
    open_ = Basket.objects.filter(person__in=people, sale__closed_at=None).select_related("person")
    for basket in open_:
        sale = claims.lock(basket.sale_id)
        if basket.person and sale:
            claims.claim(sale, basket.person, {})
    open_.filter(lines=None).delete()
    Basket.objects.filter(person__in=people).update(person=None)
    Member.objects.filter(person__in=people).delete()


part = Contribution(
    uses(Use("hives", lambda: Member.objects.all())),
    tellers(_orders),
    erasure_hooks.erasers(erase),
)
