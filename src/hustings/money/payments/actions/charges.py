"""The next payment by a mandate, such as that of another month."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.money.payments import course, providers
from hustings.money.payments.models import Channel, Mandate, Payment, State
from hustings.money.payments.models.payments import ON_THE_WAY, PAID
from hustings.money.payments.providers.port import Declined, Trouble
from hustings.money.payments.refusals import NotPossible

log = logging.getLogger(__name__)


def charge(mandate: Mandate, purpose: str, *, amount: int, currency: str, label: str) -> Payment:
    """Take a payment that a mandate allows; once for a purpose. Raises NotPossible; Trouble: try it again.

    Not in a transaction. A bank that says no leaves a failed payment, and whoever is paid is told.
    """
    if Channel.objects.filter(pk=mandate.channel_id).exclude(held_at=None).exists():
        raise Trouble(_("Charges wait since a backup was restored."))
    payment = _open(mandate, purpose, amount, currency, label)
    if payment.state != State.CREATED:
        return payment
    try:
        way = providers.of(payment.channel).charge(payment, mandate)
    except Declined as declined:
        log.info("payments.declined payment=%s why=%s", payment.pk, declined)
        return _declined(payment)
    with transaction.atomic():
        row = course.locked([payment.pk])[payment.pk]
        if row.state == State.CREATED:
            row.provider_id, row.url = way.provider_id, ""
            row.expires_at = timezone.now() + way.held_for if way.held_for else None
            row.save(update_fields=["provider_id", "url"])
            course.pend(row)
        return row


@transaction.atomic
def _open(mandate: Mandate, purpose: str, amount: int, currency: str, label: str) -> Payment:
    held = Mandate.objects.select_for_update(of=("self",)).select_related("channel__books").get(pk=mandate.pk)
    rows = Payment.objects.filter(purpose=purpose, state__in=[*ON_THE_WAY, *PAID])
    if row := rows.select_related("channel__books", "mandate").order_by("pk").first():
        return row
    if not held.is_live:
        raise NotPossible(_("This mandate has ended."))
    return Payment.objects.begun(
        channel=held.channel, mandate=held, purpose=purpose, amount=amount, currency=currency, label=label,
        email=held.email, language=held.language, name=held.holder,
    )  # fmt: skip


@transaction.atomic
def _declined(payment: Payment) -> Payment:
    row = course.locked([payment.pk])[payment.pk]
    course.fail(row, timezone.localdate())
    return row


__all__ = ["Trouble", "charge"]
