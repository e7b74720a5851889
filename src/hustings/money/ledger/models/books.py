"""Books of one financial agent, and the accounts in them."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.access import within
from hustings.foundation.accounts.roles import Right
from hustings.foundation.elections.models import Election
from hustings.foundation.territories.models import Zone

_CODE = RegexValidator(r"^[A-Z]{3}\Z", _("Enter three capital letters, such as EUR."))
_NUMBER = RegexValidator(r"^[0-9A-Z]{2,20}\Z", _("Enter digits and capital letters, without spaces."))


class BooksQuerySet(models.QuerySet["Books"]):
    """Questions about many books."""

    def of(self, user: Any, right: Right) -> Self:
        """Those of the territories where ``user`` has the right."""
        return within(self, user, right)

    def with_closings(self) -> Self:
        """With ``closed_through``, the last day that is closed."""
        return self.annotate(closed_through=models.Max("periods__through"))


class Books(models.Model):
    """The books of one financial agent: one bank account, one currency."""

    class Kind(models.TextChoices):
        CANDIDATE = "candidate", pgettext_lazy("books", "candidate")
        PARTY = "party", pgettext_lazy("books", "party")
        ASSOCIATION = "association", pgettext_lazy("books", "association")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kept for"), max_length=12, choices=Kind)
    currency = models.CharField(_("currency"), max_length=3, default="EUR", validators=[_CODE])
    plan = models.CharField(_("chart of accounts"), max_length=40, help_text="The name of a plan")
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory"),
    )  # fmt: skip
    election = models.ForeignKey(
        Election, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("election")
    )
    agent = models.CharField(_("financial agent"), max_length=150)
    agent_address = models.TextField(_("agent’s address"), max_length=300, blank=True)
    agent_declared_on = models.DateField(_("agent declared on"), null=True, blank=True)
    ceiling = models.BigIntegerField(
        _("spending limit"), null=True, blank=True, help_text="Minor units; of the constituency"
    )
    filed_on = models.DateField(
        _("campaign account filed on"), null=True, blank=True, help_text=_("Donations end on that day.")
    )
    registration = models.CharField(
        _("registration number"),
        max_length=30,
        blank=True,
        help_text=_("In France the SIREN, if there is one."),
    )
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    opened_on = models.DateField(_("first day"))
    closed_on = models.DateField(_("last day"), null=True, blank=True)
    year_starts = models.PositiveSmallIntegerField(_("first month of the year"), default=1)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = BooksQuerySet.as_manager()

    class Meta:
        verbose_name = _("books")
        verbose_name_plural = pgettext_lazy("several", "books")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="books_close_after_they_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ceiling=None) | models.Q(ceiling__gt=0), name="books_ceiling_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(year_starts__range=(1, 12)), name="year_of_books_starts_in_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def account(self, role: str) -> "Account":
        """The account of a role, such as ``Account.Role.BANK``. Account.DoesNotExist where none has it."""
        return self.accounts.get(role=role)


class AccountQuerySet(models.QuerySet["Account"]):
    """Questions about many accounts."""

    def live(self) -> Self:
        return self.filter(closed_at=None)


class Account(models.Model):
    """One account of books. ``role`` is what other apps know it by, whatever its number."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("assets")
        LIABILITY = "liability", _("debts")
        EQUITY = "equity", _("equity")
        INCOME = "income", _("income")
        EXPENSE = "expense", _("expenses")

    class Role(models.TextChoices):
        BANK = "bank", _("bank")
        CASH = "cash", _("cash")
        CHEQUES = "cheques", _("cheques to deposit")
        TRANSIT = "transit", _("online payments on their way")
        DISPUTED = "disputed", _("disputed payments")
        GIFTS = "gifts", _("donations")
        DUES = "dues", _("membership fees")
        ELECTED_DUES = "elected_dues", _("contributions of elected members")
        LOANS = "loans", _("loans from people")
        IN_KIND = "in_kind", _("contributions in kind")
        IN_KIND_SPENT = "in_kind_spent", _("contributions in kind used")
        PARTY = "party", _("contributions of parties")
        PARTY_PAID = "party_paid", _("costs paid by parties")
        PARTY_IN_KIND = "party_in_kind", _("contributions in kind of parties")
        OWN_IN_KIND = "own_in_kind", _("contributions in kind of the candidate")
        OWN = "own", _("candidate’s own money")
        FEES = "fees", _("bank and payment fees")
        TO_REFUND = "to_refund", _("donations to refund")
        SUPPLIERS = "suppliers", _("suppliers")
        HANDED_OVER = "handed_over", _("surplus handed over")

    books = models.ForeignKey(Books, models.PROTECT, related_name="accounts", verbose_name=_("books"))
    number = models.CharField(pgettext_lazy("of an account", "number"), max_length=20, validators=[_NUMBER])
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    role = models.CharField(_("used for"), max_length=14, choices=Role, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["books", "number"], name="one_account_per_number"),
            models.UniqueConstraint(
                fields=["books", "role"], condition=~models.Q(role=""), name="one_account_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
