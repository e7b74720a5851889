"""Money sent back."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.payments import course, providers
from hustings.money.payments.models import Payment, State
from hustings.money.payments.providers.port import Declined, Trouble
from hustings.money.payments.refusals import NotPossible, TooMuch

log = logging.getLogger(__name__)


def refund(payment: Payment, amount: int, by: User | None = None) -> Payment:
    """Send money back by the road that it came, and tell whoever was paid. Raises NotPossible, TooMuch.

    Not in a transaction. The provider's name for a refund is the sum refunded so far: a second click, or the
    try after a lost answer, sends nothing twice.
    """
    row = Payment.objects.select_related("channel__books").get(pk=payment.pk)
    course.demand(row, State.SETTLED)
    if not 0 < amount <= row.left:
        raise TooMuch(_("Enter an amount that is still there to refund."))
    total = row.refunded + amount
    try:
        providers.of(row.channel).refund(row, amount, f"{row.number}-refund-{total}")
    except (Declined, Trouble) as refused:
        raise NotPossible(_("The provider did not refund: %s") % refused) from refused
    with transaction.atomic():
        held = course.locked([row.pk])[row.pk]
        course.refund(held, total, timezone.localdate(), by)
    log.info("payments.refund payment=%s amount=%s by=%s", row.pk, amount, by and by.pk)
    return held
