"""Money sent back."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.payments import course, providers, refunding
from hustings.money.payments.models import Payment, Refund, State
from hustings.money.payments.providers.port import Declined, Trouble
from hustings.money.payments.refusals import NotPossible, TooMuch

log = logging.getLogger(__name__)


def is_by_provider(payment: Payment) -> bool:
    """Whether the provider can send it back; else a person does."""
    return providers.of(payment.channel).is_online


def refund(
    payment: Payment, amount: int, by: User | None = None, *, by_hand: bool = False, on: date | None = None
) -> Payment:
    """Send money back by the road that it came, and tell whoever was paid. Raises NotPossible, TooMuch.

    ``by_hand``: a person transferred it ``on`` that day, and the provider is not asked. Not in a transaction.
    The provider's name for a refund is the sum refunded so far: a second click, or the try after a lost
    answer, sends nothing twice.
    """
    row = Payment.objects.select_related("channel__books").get(pk=payment.pk)
    course.demand(row, State.SETTLED)
    if not 0 < amount <= row.left:
        raise TooMuch(_("Enter an amount that is still there to refund."))
    is_asked = is_by_provider(row) and not by_hand
    key = _sent(row, amount) if is_asked else ""
    day = timezone.localdate() if is_asked or on is None else on
    with transaction.atomic():
        held = course.locked([row.pk])[row.pk]
        if not is_asked and held.refunded != row.refunded:
            raise NotPossible(_("Something was refunded in the meantime: look again."))
        refunding.note(held, amount, day, by, key=key, by_hand=not is_asked)
    log.info("payments.refund payment=%s amount=%s by=%s", row.pk, amount, by and by.pk)
    return held


def _sent(row: Payment, amount: int) -> str:
    """Have the provider send it; its name for that."""
    n_failed = row.refunds.exclude(failed_at=None).count()
    name = f"{row.number}-refund-{row.refunded + amount}" + (f"-{n_failed}" if n_failed else "")
    try:
        return providers.of(row.channel).refund(row, amount, name)
    except (Declined, Trouble) as refused:
        raise NotPossible(_("The provider did not refund: %s") % refused) from refused


def close_failed(*, payment: Payment, by: User | None = None) -> None:
    """Say that nothing more is to be done for refunds that failed."""
    n = Refund.objects.to_do().filter(payment=payment).update(closed_at=timezone.now())
    log.info("payments.failed_refunds_closed payment=%s n=%s by=%s", payment.pk, n, by and by.pk)
