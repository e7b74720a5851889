"""Partners: exchanges on other installations, and what is told to them and comes from them."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Questions about many partners."""

    def live(self) -> Self:
        return self.filter(ended_at=None).exclude(their_key="")


class Partner(models.Model):
    """The exchange of another network. Both sides sign with a key pair of this partnership alone."""

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address of their site"), max_length=300)
    our_key = models.CharField(max_length=64, help_text="Public, hexadecimal")
    sealed_key = models.CharField(max_length=400, help_text="The private one, encrypted")
    their_key = models.CharField(_("their key"), max_length=64, blank=True, help_text="Public, hexadecimal")
    made_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner network")
        verbose_name_plural = _("partner networks")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["their_key"], condition=~Q(their_key=""), name="exchange_partner_by_key"
            ),
            models.UniqueConstraint(fields=["our_key"], name="exchange_partner_by_our_key"),
        ]

    def __str__(self) -> str:
        return self.name


class ParcelQuerySet(models.QuerySet["Parcel"]):
    """Questions about many parcels."""

    def due(self) -> Self:
        mine = self.filter(is_ours=True, done_at=None, due_at__lte=timezone.now())
        return mine.filter(partner__in=Partner.objects.live()).order_by("pk")


class Parcel(models.Model):
    """One thing told to a partner, or by one: a row before it leaves, and one that makes twice be once."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="parcels")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    is_ours = models.BooleanField()
    kind = models.CharField(max_length=20)
    data = models.JSONField(default=dict, help_text="Emptied once it was received")
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True, help_text="None: there is nothing more to do")
    done_at = models.DateTimeField(null=True, blank=True)
    n_tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "uid", "is_ours"], name="exchange_parcel_once")
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(done_at=None), name="exchange_parcels_due"),
            models.Index(fields=["done_at"], name="exchange_parcels_by_age"),
        ]
