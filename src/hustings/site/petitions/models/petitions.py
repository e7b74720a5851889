"""Petitions: to whom, how far, until when; and how many have signed."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated
from hustings.people.signups.models import AddressBar


class Ask(models.TextChoices):
    """Questions of a form beside given name, address and postcode."""

    FAMILY_NAME = "family_name", _("family name")
    COMMENT = "comment", _("comment")
    PHONE = "phone", _("phone")


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Questions about many petitions."""

    def at_hand(self) -> "PetitionQuerySet":
        return self.filter(archived_at=None, removed_at=None)

    def open(self) -> "PetitionQuerySet":
        """Those that can be signed now."""
        now = timezone.now()
        found = self.at_hand().filter(delivered_at=None, opens_at__lte=now)
        return found.exclude(closes_at__lte=now)

    def archived(self) -> "PetitionQuerySet":
        return self.filter(archived_at__isnull=False, removed_at=None)

    def removed(self) -> "PetitionQuerySet":
        return self.filter(removed_at__isnull=False)


class Petition(models.Model):
    """One demand, in as many languages as it is written in."""

    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    addressees = models.JSONField(_("addressed to"), default=dict, help_text="language -> addressee")
    goal = models.PositiveIntegerField(
        _("first goal"), default=500, validators=[MinValueValidator(10), MaxValueValidator(10_000_000)],
    )  # fmt: skip
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    asks = models.JSONField(_("also ask for"), default=list, help_text="Ask")
    consents = models.JSONField(_("consents to ask for"), default=list, help_text="Purposes")
    delivered_at = models.DateTimeField(_("delivery date"), null=True, blank=True)
    n_delivered = models.PositiveIntegerField(null=True, blank=True, help_text="Signatures handed over")
    deliveries = models.JSONField(default=dict, help_text="language -> how it was delivered")
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("image of the delivery"),
    )  # fmt: skip
    picture_alts = models.JSONField(default=dict, help_text="language -> the picture in words")
    archived_at = models.DateTimeField(null=True, blank=True, help_text="Out of the way; its page stays")
    removed_at = models.DateTimeField(null=True, blank=True, help_text="Deleted thirty days later")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")
    addressee = Translated("addressees")
    delivery = Translated("deliveries")
    picture_alt = Translated("picture_alts")

    @property
    def state(self) -> str:
        """``soon``, ``open``, ``closed`` or ``delivered``."""
        now = timezone.now()
        if self.delivered_at:
            return "delivered"
        if self.opens_at > now:
            return "soon"
        return "closed" if self.closes_at and self.closes_at <= now else "open"

    @property
    def is_open(self) -> bool:
        return self.state == "open" and not self.removed_at

    def takes(self, asked_at: datetime) -> bool:
        """Whether what was signed at that moment may be confirmed now: in time, and not handed over yet."""
        is_in_time = self.state == "closed" and self.closes_at and asked_at < self.closes_at
        return self.is_open or bool(is_in_time and not self.removed_at)


class MeterSlot(models.Model):
    """A part of the number of signatures. The sum is exact; many slots, so signers don't queue for one."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="slots", db_index=False)
    slot = models.PositiveSmallIntegerField()
    n = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "slot"], name="one_row_per_meter_slot")]


class Barred(AddressBar):
    """An address that said "this wasn't me": a fingerprint, so that it gets no more mail of this petition."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="barred", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "fingerprint"], name="one_bar_per_petition_and_mailbox"
            )
        ]
