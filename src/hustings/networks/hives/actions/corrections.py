"""Later entries: what was weighed, what is missing; who picked up; producers paid."""

import logging
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.payments.actions import by_hand
from hustings.money.payments.models import Payment
from hustings.money.payments.models.payments import PAID
from hustings.networks.hives import notice_rows, paid, postings
from hustings.networks.hives.closure import set_sums
from hustings.networks.hives.models import Adjustment, Basket, Delivery, Line, Sale
from hustings.networks.hives.refusals import NotDone, NotPayable
from hustings.networks.hives.rules import amounts
from hustings.networks.hives.rules.amounts import Sums

log = logging.getLogger(__name__)


@transaction.atomic
def correct(*, line: Line, now: int, kind: str, by: User | None = None) -> Adjustment:
    """Have a line be so many pieces or grams; basket, producer and books follow. Raises NotDone."""
    sale = Sale.objects.select_related("hive__books", "hive__owed", "hive__owing", "hive__income").get(
        offers=line.offer_id
    )
    if sale.closed_at is None:
        raise NotDone(_("The sale is still open: members change their baskets themselves."))
    Basket.objects.filter(pk=line.basket_id).update(paid=F("paid"))  # one at a time
    line = Line.objects.select_related("offer", "basket").get(pk=line.pk)
    was = line.got or 0
    if now == was:
        raise NotDone(_("This is the quantity already."))
    delivery = Delivery.objects.select_for_update().get(sale=sale, producer=line.offer.producer_id)
    if delivery.paid_on:
        raise NotDone(_("This producer has been paid for the sale."))
    change = _minus(amounts.line(line.offer.terms, now), amounts.line(line.offer.terms, was))
    Line.objects.filter(pk=line.pk).update(got=now)
    owed, owing = _apply(sale, line.basket, change, True), _apply(sale, delivery, change, False)
    row = Adjustment.objects.create(line=line, kind=kind, was=was, now=now, amount=owed, by=by)
    if line.basket.person_id:
        notice_rows.of_change(sale, line.basket.person_id)
    postings.adjusted(row, sale, owed, owing, by)
    log.info("hives.correct line=%s was=%s now=%s by=%s", line.pk, was, now, by and by.pk)
    return row


def _minus(new: Sums, old: Sums) -> Sums:
    return Sums(*(one - other for one, other in zip(new, old, strict=True)))


def _apply(sale: Sale, row: Basket | Delivery, change: Sums, is_basket: bool) -> int:
    """New sums of a basket or a delivery, with the fees on them. By how much its amount changed."""
    rates = [fee.rate for fee in sale.hive.fees.on(timezone.localdate(sale.pickup_from))]
    was = row.total if isinstance(row, Basket) else row.due
    set_sums(row, Sums(row.goods, row.vat, row.deposits).plus(change), rates, is_added=is_basket)
    row.save(update_fields=["goods", "vat", "deposits", "fees"])
    return (row.total if isinstance(row, Basket) else row.due) - was


@transaction.atomic
def take_by_hand(*, basket: Basket, means: str, on: date, by: User | None = None) -> None:
    """Take coins or a cheque for what is due. Raises NotPayable."""
    Basket.objects.filter(pk=basket.pk).update(paid=F("paid"))  # one at a time
    basket = Basket.objects.select_related("sale__hive__books", "sale__hive__owed").get(pk=basket.pk)
    if basket.due <= 0 or basket.sale.closed_at is None:
        raise NotPayable(_("Nothing is to be paid for this basket."))
    if Payment.objects.filter(purpose=paid.purpose(basket), state__in=PAID).exists():
        raise NotPayable(_("Paid once already: the next basket takes over the rest."))
    words = _("Basket %s") % basket.number
    payment = by_hand.record(
        books=basket.sale.hive.books, means=means, purpose=paid.purpose(basket), amount=basket.due,
        label=words, on=on,
    )  # fmt: skip
    if payment is None:
        raise NotPayable(_("The books have no channel for this kind of money. Add one to the payments."))
    Basket.objects.filter(pk=basket.pk).update(paid=F("paid") + payment.amount)
    postings.received(basket, payment, on, by)
    log.info("hives.take_by_hand basket=%s by=%s", basket.pk, by and by.pk)


@transaction.atomic
def pay_producer(*, delivery: Delivery, on: date, by: User | None = None) -> None:
    """Write down that a producer was paid; the money itself goes by the bank. Raises NotDone."""
    rows = Delivery.objects.filter(pk=delivery.pk, paid_on=None).exclude(sale__closed_at=None)
    if delivery.due <= 0 or not rows.update(paid_on=on):
        raise NotDone(_("Nothing is to be paid to this producer."))
    delivery = Delivery.objects.select_related("sale__hive__books", "sale__hive__owing").get(pk=delivery.pk)
    postings.producer_paid(delivery, on, by)
    log.info("hives.pay_producer delivery=%s by=%s", delivery.pk, by and by.pk)
