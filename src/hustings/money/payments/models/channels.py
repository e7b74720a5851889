"""Channels: a provider's account, or a way of the bank, for the payments of one set of books."""

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.money.ledger.models import Books


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Questions about many channels."""

    def of(self, user: Any, right: Right) -> Self:
        """Those whose books this user may see, or keep."""
        if access.everywhere(user, right):
            return self
        return self.filter(books__in=Books.objects.of(user, right))

    def on(self) -> Self:
        return self.filter(off_at=None)

    def rested(self) -> Self:
        """Those that no failure holds up just now."""
        return self.filter(Q(rests_until=None) | Q(rests_until__lte=timezone.now()))


class Channel(models.Model):
    """One road that money takes. Its secrets are in no table: see ``secrets``."""

    class Provider(models.TextChoices):
        STRIPE = "stripe", "Stripe"
        HELLOASSO = "helloasso", "HelloAsso"
        SEPA = "sepa", _("SEPA direct debit")
        TRANSFER = "transfer", _("bank transfer")
        CHEQUE = "cheque", _("cheques")
        CASH = "cash", pgettext_lazy("payments", "cash")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="Names its file of keys")
    books = models.ForeignKey(Books, models.PROTECT, related_name="channels", verbose_name=_("books"))
    provider = models.CharField(pgettext_lazy("payments", "provider"), max_length=10, choices=Provider)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(
        _("order"), default=10, help_text=_("The lowest number is proposed first.")
    )
    settings = models.JSONField(default=dict, help_text="Nothing secret")
    test_mode = models.BooleanField(_("test mode: no real money"), default=False)
    off_at = models.DateTimeField(_("turned off"), null=True, blank=True)
    held_at = models.DateTimeField(
        null=True, blank=True, help_text="Put back from a backup: charges by mandates wait for a person"
    )
    rests_until = models.DateTimeField(null=True, blank=True, help_text="After failures in a row")
    n_failed = models.PositiveSmallIntegerField(default=0, help_text="In a row")
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="Up to here the provider was asked what webhooks lost"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment channel")
        verbose_name_plural = _("payment channels")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
