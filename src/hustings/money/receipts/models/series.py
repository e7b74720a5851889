"""Series: how the receipts of some books are numbered, and what they look like."""

import secrets
from pathlib import PurePosixPath
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.ledger.models import Books

_PREFIX = RegexValidator(r"^[0-9A-Za-z/.-]*\Z", _("Only letters, digits, hyphens, dots and slashes."))
WIDTH = 6  # digits of our own numbers


def private() -> Storage:
    """Files that are only sent by a view, which asks who may have them."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"receipts/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()}"


class SeriesQuerySet(models.QuerySet["Series"]):
    """Questions about many series."""

    def of(self, user: Any, right: Right) -> Self:
        """Those of the books that this user may see, or keep."""
        return self.filter(books__in=Books.objects.of(user, right))

    def live(self) -> Self:
        return self.filter(closed_at=None)


class Series(models.Model):
    """Receipts of one set of books, numbered one after another. One series at a time."""

    class Numbering(models.TextChoices):
        OWN = "own", pgettext_lazy("numbers of receipts", "our own, one after another")
        AUTHORITY = "authority", pgettext_lazy("numbers of receipts", "those that the authority gave us")

    class Span(models.TextChoices):
        PAYMENT = "payment", pgettext_lazy("a receipt", "for each payment")
        YEAR = "year", pgettext_lazy("a receipt", "for the payments of a year")

    books = models.ForeignKey(Books, models.PROTECT, related_name="receipt_series", verbose_name=_("books"))
    numbering = models.CharField(_("numbers"), max_length=9, choices=Numbering)
    span = models.CharField(_("one receipt"), max_length=7, choices=Span, default=Span.PAYMENT)
    prefix = models.CharField(
        _("begins with"),
        max_length=10,
        blank=True,
        validators=[_PREFIX],
        help_text=_("Our own numbers only."),
    )
    is_yearly = models.BooleanField(
        _("begin again each year"), default=False, help_text=_("Our own numbers only: 2026-000001.")
    )
    since = models.DateField(
        _("for donations since"), help_text=_("Earlier ones have their receipts from elsewhere.")
    )
    is_mailed = models.BooleanField(
        _("tell donors by e-mail"), default=True, help_text=_("With a link to the receipt.")
    )
    signer = models.CharField(_("signed by"), max_length=150, blank=True, help_text=_("Else the agent."))
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of receipts")
        verbose_name_plural = pgettext_lazy("several", "series of receipts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["books"], condition=Q(closed_at=None), name="one_live_series"),
            models.CheckConstraint(
                condition=Q(numbering="own") | (Q(prefix="") & Q(is_yearly=False)),
                name="only_own_numbers_are_shaped",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.books}: {self.get_numbering_display()}"

    def written(self, year: int, n: int) -> str:
        """A number of our own, as it is printed."""
        return f"{self.prefix}{f'{year}-' if self.is_yearly else ''}{n:0{WIDTH}}"


class NumberRange(models.Model):
    """Numbers that an authority gave, from its first to its last; used in their order."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="ranges")
    prefix = models.CharField(_("begins with"), max_length=20, blank=True, validators=[_PREFIX])
    first = models.BigIntegerField(_("first number"))
    last = models.BigIntegerField(_("last number"))
    width = models.PositiveSmallIntegerField(help_text="Digits, with zeros before them")
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("numbers received")
        verbose_name_plural = _("numbers received")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__gte=0) & Q(last__gte=F("first")), name="range_of_numbers_goes_up"
            )
        ]

    def __str__(self) -> str:
        return f"{self.written(self.first)} – {self.written(self.last)}"

    def written(self, n: int) -> str:
        return f"{self.prefix}{n:0{self.width}}"


class Signature(models.Model):
    """A picture of a signature. A newer one takes its place; receipts keep theirs."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="signatures")
    file = models.ImageField(_("picture of the signature"), storage=private, upload_to=place)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)
