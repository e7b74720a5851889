"""Budgets by heading, and the amount from which two people decide."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings.money.ledger.models import Account, Books


class Allotment(models.Model):
    """Amount that the budget gives to one heading."""

    books = models.ForeignKey(Books, models.CASCADE, related_name="allotments")
    account = models.OneToOneField(Account, models.CASCADE, related_name="allotment")
    amount = models.BigIntegerField(_("budget"), help_text="Minor units")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="allotment_is_positive")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class Policy(models.Model):
    """Rules that the keepers of books gave themselves."""

    books = models.OneToOneField(Books, models.CASCADE, related_name="spending_policy")
    two_from = models.BigIntegerField(
        _("two people decide from"), null=True, blank=True, help_text="Minor units; None: one is enough"
    )

    tolerance = models.PositiveSmallIntegerField(
        _("excess of a refund"), default=0, help_text="Percent above what was approved"
    )

    class Meta:
        verbose_name = _("spending policy")

    def __str__(self) -> str:
        return str(self.books)
