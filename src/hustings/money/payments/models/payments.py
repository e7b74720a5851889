"""Payments and their course. States only move forward, however often and in whatever order they are told.

A person alone leads back: from a line of the bank that was taken for the wrong payment.
"""

import secrets
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.payments.models.channels import Channel
from hustings.money.payments.models.mandates import Mandate
from hustings.money.payments.models.payouts import Payout
from hustings.money.payments.models.slips import Batch, Slip

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another


def number() -> str:
    """A reference that can't be guessed; letters that a payer can copy."""
    return "".join(secrets.choice(_LETTERS) for _n in range(16))


class State(models.TextChoices):
    """Steps of a payment."""

    CREATED = "created", pgettext_lazy("payment", "begun")
    PENDING = "pending", pgettext_lazy("payment", "under way")
    SETTLED = "settled", pgettext_lazy("payment", "received")
    FAILED = "failed", pgettext_lazy("payment", "failed")
    EXPIRED = "expired", pgettext_lazy("payment", "expired")
    REFUNDED = "refunded", pgettext_lazy("payment", "refunded")
    DISPUTED = "disputed", pgettext_lazy("payment", "disputed")
    LOST = "lost", pgettext_lazy("payment", "taken back by the bank")


# Money that comes after all is money. A dispute that was won leads back to settled, and nothing else does.
BEFORE: dict[str, list[str]] = {
    State.PENDING: [State.CREATED],
    State.FAILED: [State.CREATED, State.PENDING],
    State.EXPIRED: [State.CREATED, State.PENDING],
    State.SETTLED: [State.CREATED, State.PENDING, State.FAILED, State.EXPIRED],
    State.REFUNDED: [State.SETTLED],
    State.DISPUTED: [State.SETTLED],
    State.LOST: [State.SETTLED, State.DISPUTED],
}
ON_THE_WAY = [State.CREATED, State.PENDING]
HELD = [State.SETTLED, State.DISPUTED]
PAID = [*HELD, State.REFUNDED, State.LOST]
SENT = [Channel.Provider.TRANSFER, Channel.Provider.CHEQUE]  # by the payer, when they like


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Questions about many payments."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(channel__in=Channel.objects.of(user, right))

    def on_the_way(self) -> Self:
        return self.filter(state__in=ON_THE_WAY)

    def given_up_freely(self) -> Self:
        """Those that their payers have in hand: nothing was sent, and no file for the bank holds them."""
        in_no_file = Q(channel__provider=Channel.Provider.SEPA, batch=None)
        return self.on_the_way().filter(Q(channel__provider__in=SENT) | in_no_file)

    def surplus(self) -> Self:
        """Money that came for something that was paid already, and is still here."""
        return self.filter(is_surplus=True, state__in=HELD)


class Payment(models.Model):
    """One payment for one ``purpose``, such as "donations:123". ``number`` is all that addresses show."""

    number = models.CharField(
        pgettext_lazy("of a document", "number"), max_length=16, default=number, unique=True
    )
    channel = models.ForeignKey(
        Channel, models.PROTECT, related_name="payments", verbose_name=pgettext_lazy("payments", "channel")
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="payments")
    purpose = models.CharField(max_length=60)
    label = models.CharField(_("for"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("payer"), max_length=140, blank=True)
    language = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    promised = models.BigIntegerField(
        _("promised"), null=True, blank=True, help_text="Minor units, where another amount came"
    )
    refunded = models.BigIntegerField(_("refunded"), default=0, help_text="Minor units")
    fee = models.BigIntegerField(_("fee"), default=0, help_text="Minor units, as the provider told")
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.CREATED)
    is_monthly = models.BooleanField(default=False, help_text="A mandate for later months is asked for")
    n_unsettled = models.PositiveSmallIntegerField(default=0, help_text="Tells one arrival from the next")
    is_surplus = models.BooleanField(default=False, help_text="The purpose was paid already: refund it")
    provider_id = models.CharField(max_length=100, blank=True, help_text="What the provider calls it")
    url = models.TextField(blank=True, help_text="Where the payer pays; empty where nothing is left to do")
    back = models.TextField(blank=True, help_text="Where the payer comes back to")
    payout = models.ForeignKey(Payout, models.SET_NULL, null=True, blank=True, related_name="payments")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="payments")
    slip = models.ForeignKey(Slip, models.SET_NULL, null=True, blank=True, related_name="payments")
    made_at = models.DateTimeField(_("begun"), default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="Notice of a direct debit")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="While it is on its way")
    settled_on = models.DateField(_("received"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0) & Q(refunded__lte=F("amount")),
                name="no_more_refunded_than_paid",
            ),
            models.UniqueConstraint(
                fields=["purpose"], condition=Q(state__in=ON_THE_WAY), name="one_payment_on_its_way"
            ),
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(state__in=PAID, is_surplus=False),
                name="one_payment_per_purpose",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "provider_id"], name="payments_by_provider"),
            models.Index(fields=["channel", "-id"], name="payments_of_channel"),
            models.Index(
                fields=["expires_at"], condition=Q(state__in=ON_THE_WAY), name="payments_on_the_way"
            ),
            models.Index(fields=["email"], name="payments_by_email"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def left(self) -> int:
        """Part of it that is still here."""
        return self.amount - self.refunded

    @property
    def means(self) -> str:
        """Word of ``legal.Means`` for the road that it takes."""
        return MEANS[self.channel.provider]


MEANS: dict[str, str] = {
    Channel.Provider.STRIPE: "card",
    Channel.Provider.HELLOASSO: "card",
    Channel.Provider.SEPA: "debit",
    Channel.Provider.TRANSFER: "transfer",
    Channel.Provider.CHEQUE: "cheque",
    Channel.Provider.CASH: "cash",
}


class Dispute(models.Model):
    """A payer's bank asking the money of one payment back."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("dispute", "open")
        WON = "won", pgettext_lazy("dispute", "won")
        LOST = "lost", pgettext_lazy("dispute", "lost")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="disputes", db_index=False)
    provider_id = models.CharField(max_length=100)
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    amount = models.BigIntegerField(help_text="Minor units")
    answer_by = models.DateTimeField(_("answer before"), null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "provider_id"], name="one_dispute_per_number")
        ]
