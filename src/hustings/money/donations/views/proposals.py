"""Refunds that the law asks for."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Title
from hustings.money.donations.models import RefundProposal
from hustings.money.donations.views.frame import DONATIONS, ICON
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.ledger.views.frame import Money


def _gift(proposal: Any) -> str:
    return reverse("donations:donation", args=[proposal.donation_id])


class Proposals(Resource):
    """Open ones, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = pgettext_lazy("menu", "Refunds to make"), ICON
    trail = (("donations:donations", DONATIONS),)
    intro = gettext_lazy(
        "These donations exceed what the law allows: by a merge of records, a correction, or more money than"
        " was promised."
    )
    columns = (
        Title("donor", gettext_lazy("Donor"), url=_gift, accessor="donation.donor", under="donation.number"),
        Column("fund", gettext_lazy("Fund"), accessor="donation.fund"),
        Money("amount", gettext_lazy("To refund"), currency="donation.currency"),
        Column("article", gettext_lazy("Article")),
        Day("made_at", gettext_lazy("Found")),
    )
    empty = gettext_lazy("Nothing to refund.")

    def rows(self) -> QuerySet[RefundProposal]:
        return (
            RefundProposal.objects.open()
            .of(self.user, SEE_MONEY)
            .select_related("donation__donor", "donation__fund")
        )
