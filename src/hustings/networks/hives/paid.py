"""The course of baskets' payments: called in the transaction that moves the payments."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.money.ledger.gathering import gathered
from hustings.money.payments import hooks
from hustings.money.payments.models import Payment
from hustings.networks.hives import postings
from hustings.networks.hives.models import Basket
from hustings.networks.hives.refusals import NotPayable

NAME = "hives"
_SIGNS = {
    hooks.SETTLED: 1, hooks.UNSETTLED: -1, hooks.REFUNDED: -1, hooks.REFUND_FAILED: 1, hooks.LOST: -1,
}  # fmt: skip


def purpose(basket: Basket) -> str:
    return f"{NAME}:{basket.pk}"


def on_changes(told: hooks.Told) -> None:
    """Count what came and what went back. A dispute moves nothing until its end."""
    rows = Basket.objects.select_related("sale__hive__books", "sale__hive__owed")
    baskets = rows.in_bulk([key for key, _payment, _change in told])
    with gathered():
        for key, payment, change in told:
            if (basket := baskets.get(key)) is None:
                raise NotPayable(_("The basket of this payment is gone."))
            sign = _SIGNS.get(change.kind)
            if sign:
                Basket.objects.filter(pk=key).update(paid=F("paid") + sign * change.amount)
                postings.moved(basket, payment, change.kind, sign * change.amount, change.on, change.by)


def _page(key: int) -> str:
    return reverse("hives:basket", args=[key])


part = hooks.purposes(hooks.Purpose(NAME, on_changes, _page))


def payment_of(basket: Basket) -> Payment | None:
    """The payment by which its money came, or is to come."""
    rows = Payment.objects.select_related("channel__books").filter(purpose=purpose(basket), is_surplus=False)
    return rows.order_by("-pk").first()
