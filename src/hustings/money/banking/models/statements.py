"""Bank statements: lines, and what each was found to be."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.ledger.models import Books
from hustings.money.payments.models import Batch, Payment, Payout, Refund, Slip

OPEN = Q(payment=None, refund=None, payout=None, slip=None, batch=None, set_aside_at=None)


class Statement(models.Model):
    """One imported file; the same content twice adds nothing."""

    books = models.ForeignKey(Books, models.PROTECT, related_name="statements", verbose_name=_("books"))
    name = models.CharField(_("file"), max_length=150)
    n_new = models.PositiveIntegerField(_("new lines"), default=0)
    n_known = models.PositiveIntegerField(default=0)
    came_at = models.DateTimeField(pgettext_lazy("bank statement", "imported"), default=timezone.now)
    came_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class LineQuerySet(models.QuerySet["StatementLine"]):
    """Questions about many lines."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(books__in=Books.objects.of(user, right))

    def open(self) -> Self:
        return self.filter(OPEN)


class StatementLine(models.Model):
    """One movement of the bank account, and the one thing here that it is."""

    books = models.ForeignKey(Books, models.PROTECT, related_name="lines", db_index=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    key = models.CharField(max_length=64, help_text="By it the same line is known again")
    on = models.DateField(_("date"))
    amount = models.BigIntegerField(_("amount"), help_text="Minor units; below zero where money left")
    currency = models.CharField(max_length=3)
    name = models.CharField(_("name"), max_length=140, blank=True)
    text = models.CharField(_("text"), max_length=500, blank=True)
    end_to_end = models.CharField(max_length=35, blank=True)
    is_return = models.BooleanField(default=False, help_text="A direct debit or cheque that came back")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="lines")
    refund = models.ForeignKey(Refund, models.PROTECT, null=True, blank=True, related_name="lines")
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, blank=True, related_name="lines")
    slip = models.ForeignKey(Slip, models.PROTECT, null=True, blank=True, related_name="lines")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="lines")
    matched_at = models.DateTimeField(null=True, blank=True)
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    n_matched = models.PositiveSmallIntegerField(default=0, help_text="Tells one match from the next")
    set_aside_at = models.DateTimeField(
        null=True, blank=True, help_text="No payment: entered in the books by hand"
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("bank statement", "line")
        verbose_name_plural = pgettext_lazy("bank statement", "lines")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["books", "key"], name="one_line_per_key"),
            models.CheckConstraint(condition=~Q(amount=0), name="line_moves_something"),
        ]
        indexes = [
            models.Index(
                fields=["books", "-on", "-id"],
                condition=OPEN,
                name="lines_to_match",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
