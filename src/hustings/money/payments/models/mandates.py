"""Mandates: a payer's yes to later charges, by direct debit or to a card kept by a provider."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.money.payments.models.channels import Channel


class Mandate(models.Model):
    """One yes. The account's number is encrypted; only its last letters are in clear."""

    channel = models.ForeignKey(
        Channel, models.PROTECT, related_name="mandates", verbose_name=pgettext_lazy("payments", "channel")
    )
    reference = models.CharField(_("mandate reference"), max_length=35, unique=True)
    customer_id = models.CharField(max_length=80, blank=True, help_text="The provider's name of the payer")
    method_id = models.CharField(max_length=80, blank=True, help_text="The provider's name of the card")
    holder = models.CharField(_("account holder"), max_length=70, blank=True)
    iban = models.TextField(blank=True, help_text="Encrypted")
    iban_end = models.CharField(max_length=4, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=10, blank=True)
    signed_at = models.DateTimeField(pgettext_lazy("mandate", "signed"), default=timezone.now)
    n_used = models.PositiveIntegerField(default=0)
    last_used_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["pk"]
        indexes = [models.Index(fields=["email"], name="mandates_by_email")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_live(self) -> bool:
        return self.ended_at is None
