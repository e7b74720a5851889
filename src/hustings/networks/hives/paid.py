"""The course of a basket's payment: called in the transaction that moves the payment."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.money.payments import hooks
from hustings.money.payments.hooks import Change
from hustings.money.payments.models import Payment
from hustings.networks.hives import postings
from hustings.networks.hives.models import Basket
from hustings.networks.hives.refusals import NotPayable

NAME = "hives"
_BACK = {hooks.REFUNDED: "refunded", hooks.LOST: "lost"}


def purpose(basket: Basket) -> str:
    return f"{NAME}:{basket.pk}"


def on_change(key: int, payment: Payment, change: Change) -> None:
    """Count what came and what went back. A dispute moves nothing until its end."""
    basket = Basket.objects.select_related("sale__hive__books", "sale__hive__owed").filter(pk=key).first()
    if basket is None:
        raise NotPayable(_("The basket of this payment is gone."))
    row = Basket.objects.filter(pk=key)
    if change.kind == hooks.SETTLED:
        row.update(paid=F("paid") + change.amount)
        postings.received(basket, payment, change.on, change.by)
    elif change.kind in _BACK:
        row.update(paid=F("paid") - change.amount)
        postings.sent_back(basket, payment, _BACK[change.kind], change.amount, change.on, change.by)


def _page(key: int) -> str:
    return reverse("hives:basket", args=[key])


part = hooks.purposes(hooks.Purpose(NAME, on_change, _page))


def payment_of(basket: Basket) -> Payment | None:
    """The payment by which its money came, or is to come."""
    rows = Payment.objects.select_related("channel__books").filter(purpose=purpose(basket), is_surplus=False)
    return rows.order_by("-pk").first()
