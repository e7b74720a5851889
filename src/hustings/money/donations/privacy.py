"""Donations in the privacy notice, and what an erasure leaves of them."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.money.donations.models import Donation, Donor, Fund, Plan
from hustings.money.donations.models.donations import HELD, State
from hustings.people.persons.hooks import erasure_hooks

_PAID = [*HELD, State.REFUNDED, State.LOST]


def _donations(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["donations"]:
        why = _(
            "Your donations and what you declare for them: to keep within the law, to keep the books and to"
            " send receipts."
        )
        yield Part.WHY, why
        yield Part.WHO, _("Authorities that check campaign and party accounts can see donations.")
        kept = _(
            "Donations that were paid: as long as the law requires accounts to be kept, even after you ask"
            " for erasure."
        )
        yield Part.HOW_LONG, kept
        yield Part.HOW_LONG, _("Donations that were never paid: three months.")


def erase(people: Sequence[int], _keys: Sequence[str]) -> None:
    """Delete what nobody pays; what is or was paid stays without its person, for as long as the law wants."""
    gifts = Donation.objects.filter(person__in=people)
    free = list(gifts.exclude(state__in=[*_PAID, State.PENDING]).values_list("pk", flat=True))
    Donation.objects.filter(pk__in=free).delete()
    plans = Plan.objects.filter(person__in=people)
    plans.live().update(ended_at=timezone.now())
    plans.filter(donations=None).delete()
    gifts.update(tribute="", team="", source="", came=None, visitor="")
    idle = Q(donations=None) & Q(plans=None)
    Donor.objects.filter(idle, person__in=people).delete()


part = Contribution(
    uses(Use("donations", Fund.objects.all, is_handed_on=True)),
    tellers(_donations),
    erasure_hooks.erasers(erase),
)
