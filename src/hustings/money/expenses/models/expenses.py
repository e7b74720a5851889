"""Expenses and their course: each step has its time and who took it; entries stand in the ledger."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.expenses.models.payees import Payee
from hustings.money.ledger.models import Account, Books


class State(models.TextChoices):
    """Steps of an expense; it only moves forward, as ``BEFORE`` says."""

    ASKED = "asked", pgettext_lazy("state of an expense", "to decide")
    APPROVED = "approved", pgettext_lazy("state of an expense", "approved")
    ORDERED = "ordered", pgettext_lazy("state of an expense", "ordered")
    INVOICED = "invoiced", pgettext_lazy("state of an expense", "to pay")
    PAID = "paid", pgettext_lazy("state of an expense", "paid")
    REFUSED = "refused", pgettext_lazy("state of an expense", "refused")
    CANCELLED = "cancelled", pgettext_lazy("state of an expense", "cancelled")


# An invoice is recorded whatever was decided: it is a fact.
BEFORE: dict[str, list[str]] = {
    State.APPROVED: [State.ASKED],
    State.REFUSED: [State.ASKED],
    State.ORDERED: [State.APPROVED],
    State.INVOICED: [State.ASKED, State.APPROVED, State.ORDERED],
    State.PAID: [State.INVOICED],
    State.CANCELLED: [State.ASKED, State.APPROVED, State.ORDERED, State.INVOICED, State.PAID],
}
COMMITTED = [State.APPROVED, State.ORDERED]
BOOKED = [State.INVOICED, State.PAID]
PAYABLE = [*COMMITTED, State.INVOICED]


class Way(models.TextChoices):
    """Ways in which an expense is borne."""

    PURCHASE = "purchase", pgettext_lazy("way of an expense", "bought by the agent")
    CLAIM = "claim", pgettext_lazy("way of an expense", "advanced by somebody, to refund")
    PARTY = "party", pgettext_lazy("way of an expense", "paid by a party")
    OWN_KIND = "own_kind", pgettext_lazy("way of an expense", "in kind, from the candidate")
    PARTY_KIND = "party_kind", pgettext_lazy("way of an expense", "in kind, from a party")


class ExpenseQuerySet(models.QuerySet["Expense"]):
    """Questions about many expenses."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(books__in=Books.objects.of(user, right))

    def committed(self) -> Self:
        """Those that were decided and not invoiced yet."""
        return self.filter(state__in=COMMITTED)

    def undecided(self) -> Self:
        """Those to decide, and those to pay that fewer than two people approved where two have to."""
        given = Count("steps", Q(steps__state=State.APPROVED))
        cost = Coalesce("invoiced", "amount")
        two = Q(state__in=PAYABLE, books__spending_policy__two_from__lte=cost, n_given__lt=2)
        borne = [Way.PURCHASE, Way.CLAIM]
        return self.alias(n_given=given).filter(Q(state=State.ASKED) | two & Q(way__in=borne))

    def booked(self) -> Self:
        return self.filter(state__in=BOOKED)

    def overdue(self, on: date) -> Self:
        """Those to pay by that day or earlier."""
        return self.filter(state=State.INVOICED, due_on__lte=on)


class Expense(models.Model):
    """One thing that the campaign spends on."""

    books = models.ForeignKey(Books, models.PROTECT, related_name="expenses", verbose_name=_("books"))
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="expenses", verbose_name=_("account heading")
    )
    payee = models.ForeignKey(
        Payee, models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name=_("payee")
    )
    way = models.CharField(_("borne as"), max_length=10, choices=Way, default=Way.PURCHASE)
    label = models.CharField(pgettext_lazy("expense", "subject"), max_length=200)
    why = models.TextField(_("reason"), max_length=1_000, blank=True)
    amount = models.BigIntegerField(_("expected amount"), help_text="Minor units of the books' currency")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    invoice_number = models.CharField(_("invoice number"), max_length=60, blank=True)
    invoice_key = models.CharField(max_length=60, blank=True, help_text="Letters and digits of the number")
    invoice_on = models.DateField(_("invoice date"), null=True, blank=True)
    invoiced = models.BigIntegerField(_("invoiced"), null=True, blank=True, help_text="Minor units")
    due_on = models.DateField(_("to pay by"), null=True, blank=True)
    paid = models.BigIntegerField(_("paid"), default=0, help_text="Minor units; sum of its settlements")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("asked by"),
    )  # fmt: skip

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="expense_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(invoiced=None) | Q(invoiced__gt=0), name="expense_invoice_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0) & (Q(invoiced=None) | Q(paid__lte=F("invoiced"))),
                name="no_more_paid_than_invoiced",
            ),
            models.UniqueConstraint(
                fields=["payee", "invoice_key"],
                condition=~Q(invoice_key="") & ~Q(state=State.CANCELLED),
                name="an_invoice_once",
            ),
        ]
        indexes = [
            models.Index(fields=["books", "-id"], name="expenses_of_books"),
            models.Index(fields=["made_by", "-id"], name="expenses_of_asker"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.label}"

    @property
    def number(self) -> str:
        """Reference of this expense in the ledger, which holds no names."""
        return f"E{self.pk}"

    @property
    def cost(self) -> int:
        """The invoice's amount, or the expected one before."""
        return self.amount if self.invoiced is None else self.invoiced

    @property
    def left(self) -> int:
        """Part that is still to pay."""
        return self.cost - self.paid

    @property
    def is_borne_by_others(self) -> bool:
        """Whether nothing leaves the bank for it."""
        return self.way not in {Way.PURCHASE, Way.CLAIM}


class Step(models.Model):
    """One step of an expense. Above a limit, an approval takes two of them."""

    expense = models.ForeignKey(Expense, models.CASCADE, related_name="steps")
    state = models.CharField(_("step"), max_length=9, choices=State)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expense", "by"], condition=Q(state=State.APPROVED), name="one_approval_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expense_id}: {self.state}"


class Settlement(models.Model):
    """A payment of an expense, or of a part of it."""

    class Means(models.TextChoices):
        TRANSFER = "transfer", pgettext_lazy("means of payment", "bank transfer")
        CARD = "card", pgettext_lazy("means of payment", "card")
        CHEQUE = "cheque", pgettext_lazy("means of payment", "cheque")
        DEBIT = "debit", pgettext_lazy("means of payment", "direct debit")
        CASH = "cash", pgettext_lazy("means of payment", "cash")

    expense = models.ForeignKey(Expense, models.PROTECT, related_name="settlements")
    on = models.DateField(_("paid on"))
    means = models.CharField(_("means of payment"), max_length=10, choices=Means, default=Means.TRANSFER)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    reference = models.CharField(_("line of the bank statement"), max_length=60, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="settlement_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.expense_id}: {self.amount}"
