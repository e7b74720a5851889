"""Receipts: facts as they were when each was made out. A void one keeps its number."""

import hashlib
import json
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.receipts.models.series import NumberRange, Series, Signature
from hustings.people.persons.models import Person


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """Questions about many receipts."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(series__in=Series.objects.of(user, right))

    def valid(self) -> Self:
        return self.filter(voided_at=None)


class Receipt(models.Model):
    """One receipt for one or several gifts of one donor. Nothing of it is edited: it is voided."""

    class Why(models.TextChoices):
        REFUNDED = "refunded", pgettext_lazy("why a receipt is void", "donation refunded or taken back")
        DETAILS = "details", pgettext_lazy("why a receipt is void", "wrong details")
        MISTAKE = "mistake", pgettext_lazy("why a receipt is void", "made out by mistake")
        SPOILT = "spoilt", pgettext_lazy("why a receipt is void", "spoilt form")
        OTHER = "other", pgettext_lazy("why a receipt is void", "other")

    series = models.ForeignKey(Series, models.PROTECT, related_name="receipts")
    given = models.ForeignKey(
        NumberRange, models.PROTECT, null=True, blank=True, related_name="receipts", db_index=False,
        help_text="Range of an authority that its number is from",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(help_text="In which its number was given")
    n = models.BigIntegerField(help_text="Its number within the series (of the year), or within the range")
    number = models.CharField(pgettext_lazy("of a receipt", "number"), max_length=40)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="receipts", verbose_name=_("person")
    )
    name = models.CharField(_("donor"), max_length=201, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=10)
    facts = models.JSONField(default=dict, help_text="All that it says; empty once the law lets go of it")
    total = models.BigIntegerField(_("amount"), help_text="Minor units")
    currency = models.CharField(_("currency"), max_length=3)
    given_in = models.PositiveSmallIntegerField(_("year of the donations"))
    reduces_tax = models.BooleanField(_("reduces income tax"))
    digest = models.CharField(max_length=64, help_text="SHA-256 over number, amount and facts")
    signature = models.ForeignKey(
        Signature, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    issued_on = models.DateField(_("issued"), default=timezone.localdate)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    why_void = models.CharField(_("reason"), max_length=9, choices=Why, blank=True)
    void_note = models.CharField(_("note"), max_length=200, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "n"], condition=Q(given=None), name="one_receipt_per_own_number"
            ),
            models.UniqueConstraint(
                fields=["given", "n"], condition=Q(given__isnull=False), name="one_receipt_per_given_number"
            ),
            models.UniqueConstraint(fields=["series", "number"], name="one_receipt_per_written_number"),
            models.CheckConstraint(condition=Q(total__gt=0), name="receipt_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(voided_at=None) | ~Q(why_void=""), name="void_receipt_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def reckon(self) -> str:
        """The digest over what it says now."""
        said = [self.number, self.total, self.currency, self.facts]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def code(self) -> str:
        """Beginning of the digest, printed on it: who holds the paper can have it checked."""
        return "-".join(self.digest[at : at + 4].upper() for at in range(0, 16, 4))

    @property
    def is_whole(self) -> bool:
        """Whether it says what it said when it was made out; an emptied one says nothing any more."""
        return not self.facts or self.reckon() == self.digest
