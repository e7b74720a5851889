"""To-dos of treasurers: disputes to answer, what came twice or could not be recorded."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.money.ledger.rights import RUN_MONEY
from hustings.money.payments import providers
from hustings.money.payments.models import Channel, Dispute, Event, Payment, Refund


def deeds_of(user: Any) -> Iterator[Todo]:
    """Everything about payments that waits for a person."""
    if not access.may(user, RUN_MONEY):
        return
    channels = Channel.objects.of(user, RUN_MONEY)
    disputes = Dispute.objects.filter(state=Dispute.State.OPEN, payment__channel__in=channels)
    if row := disputes.order_by("answer_by", "pk").first():
        words = _("A payment is disputed: answer at the provider")
        yield Todo(words, reverse("payments:payment", args=[row.payment_id]), is_urgent=True)
    if surplus := Payment.objects.surplus().filter(channel__in=channels).first():
        words = _("A payment came twice: refund it")
        yield Todo(words, reverse("payments:payment", args=[surplus.pk]))
    failed = Refund.objects.to_do().filter(payment__channel__in=channels)
    if refund := failed.first():
        words = _("A refund did not reach the payer: make a transfer")
        yield Todo(words, reverse("payments:payment", args=[refund.payment_id]), is_urgent=True)
    if lacking := providers.without_keys(channels.on()):
        words = _("Enter the keys of “%s”: they are not on this server") % lacking[0]
        yield Todo(words, reverse("payments:channel_edit", args=[lacking[0].pk]), is_urgent=True)
    if held := channels.exclude(held_at=None).first():
        words = _("A backup was restored: monthly charges wait for you")
        yield Todo(words, reverse("payments:channel", args=[held.pk]), is_urgent=True)
    stuck = Event.objects.filter(done_at=None, n_tried__gt=0, channel__in=channels)
    if event := stuck.first():
        words = _("A payment could not be recorded")
        yield Todo(words, reverse("payments:channel", args=[event.channel_id]), is_urgent=True)
