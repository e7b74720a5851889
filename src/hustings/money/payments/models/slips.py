"""Papers that go to the bank together: deposit slips of cheques or cash, and files of direct debits."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.payments.models.channels import Channel


class _SentQuerySet(models.QuerySet[Any]):
    """Questions about many slips or files."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(channel__in=Channel.objects.of(user, right))


class Slip(models.Model):
    """Cheques or cash that are taken to the bank together, numbered without gaps in their books."""

    channel = models.ForeignKey(
        Channel, models.PROTECT, related_name="slips", verbose_name=pgettext_lazy("payments", "channel")
    )
    number = models.PositiveIntegerField(pgettext_lazy("of a document", "number"))
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    n = models.PositiveIntegerField(_("items"))
    on = models.DateField(_("date"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    posted_at = models.DateTimeField(null=True, blank=True, help_text="The bank has it")
    n_taken_back = models.PositiveSmallIntegerField(default=0, help_text="Tells one deposit from the next")
    voided_at = models.DateTimeField(null=True, blank=True, help_text="Its number stays")

    objects = _SentQuerySet.as_manager()

    class Meta:
        verbose_name = _("deposit slip")
        verbose_name_plural = _("deposit slips")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "number"], name="one_slip_per_number")]

    def __str__(self) -> str:
        return f"{self.channel_id}-{self.number}"


class Batch(models.Model):
    """One file of direct debits (pain.008) for the bank."""

    channel = models.ForeignKey(
        Channel, models.PROTECT, related_name="batches", verbose_name=pgettext_lazy("payments", "channel")
    )
    message_id = models.CharField(max_length=35, unique=True)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    n = models.PositiveIntegerField(_("items"))
    on = models.DateField(_("date"), help_text="Collection")
    made_at = models.DateTimeField(default=timezone.now)
    fetched_at = models.DateTimeField(null=True, blank=True, help_text="Downloaded for the bank")
    posted_at = models.DateTimeField(null=True, blank=True, help_text="The bank has collected it")
    n_taken_back = models.PositiveSmallIntegerField(default=0, help_text="Tells one collection from the next")
    voided_at = models.DateTimeField(null=True, blank=True, help_text="The bank did not get it")

    objects = _SentQuerySet.as_manager()

    class Meta:
        verbose_name = _("direct debit file")
        verbose_name_plural = _("direct debit files")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.message_id
