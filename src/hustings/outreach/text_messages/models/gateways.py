"""Gateways: accounts of providers that carry texts to phones."""

from typing import Self
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GatewayQuerySet(models.QuerySet["Gateway"]):
    """Questions about many gateways."""

    def on(self) -> Self:
        return self.filter(off_at=None)

    def rested(self) -> Self:
        """Those that no failure holds up just now."""
        return self.on().filter(Q(rests_until=None) | Q(rests_until__lte=timezone.now()))


class Gateway(models.Model):
    """One road of texts. Its keys are in no table: see ``vault``. One process at a time carries by it."""

    class Provider(models.TextChoices):
        HTTP = "http", _("your own, by HTTP")
        OVH = "ovh", "OVHcloud"
        TWILIO = "twilio", "Twilio"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="Names its file of keys")
    provider = models.CharField(pgettext_lazy("text messages", "provider"), max_length=10, choices=Provider)
    name = models.CharField(_("name"), max_length=80)
    settings = models.JSONField(default=dict, help_text="Nothing secret")
    per_second = models.PositiveSmallIntegerField(
        _("texts per second"), default=10, validators=[MinValueValidator(1), MaxValueValidator(1_000)]
    )
    price = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of 1,000 parts, in the minor unit of the currency"
    )
    currency = models.CharField(max_length=3, default="EUR")
    stop_number = models.CharField(
        _("number to send STOP to"), max_length=16, blank=True,
        help_text=_("Only if people can’t reply to the sender"),
    )  # fmt: skip
    answers_stop = models.BooleanField(_("the provider itself answers STOP"), default=False)
    off_at = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True, help_text="After a failure")
    problem = models.CharField(max_length=200, blank=True, help_text="In the provider's words")
    carrier = models.UUIDField(null=True, help_text="The process that sends by it now")
    carrier_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = GatewayQuerySet.as_manager()

    class Meta:
        verbose_name = _("text gateway")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
