"""Those who are paid: suppliers, and people who advanced money."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.process.ciphers import InvalidToken, cipher
from hustings.money.ledger.models import Books
from hustings.people.persons.models import Person

_USE = "payees"
_SHOWN = 4  # last signs of an account


class PayeeQuerySet(models.QuerySet["Payee"]):
    """Questions about many payees."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(books__in=Books.objects.of(user, right))


class Payee(models.Model):
    """A supplier of these books, or a person whose advances they refund.

    The law wants papers kept: erased people leave the row, without its ``person``, until ``kept_until``.
    """

    books = models.ForeignKey(Books, models.PROTECT, related_name="payees", verbose_name=_("books"))
    name = models.CharField(_("name"), max_length=150)
    key = models.CharField(max_length=150, editable=False, help_text="The name, folded")
    is_person = models.BooleanField(_("a person"), default=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="payees")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    address = models.TextField(_("address"), max_length=300, blank=True)
    registration = models.CharField(
        _("registration number"), max_length=30, blank=True,
        help_text=_("In France the SIREN, if there is one."),
    )  # fmt: skip
    vat = models.CharField(_("VAT number"), max_length=20, blank=True)
    sealed_iban = models.TextField(blank=True, editable=False, help_text="Encrypted")
    kept_until = models.DateField(null=True, blank=True, help_text="By law; None: nothing was invoiced")
    made_at = models.DateTimeField(default=timezone.now)

    objects = PayeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("payee")
        verbose_name_plural = _("payees")
        ordering = ["key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["books", "key"], condition=Q(is_person=False), name="one_supplier_per_name"
            ),
            models.UniqueConstraint(
                fields=["books", "user"], condition=~Q(user=None), name="one_payee_per_user"
            ),
        ]
        indexes = [models.Index(fields=["kept_until"], name="payees_by_end")]

    def __str__(self) -> str:
        return self.name

    @property
    def iban(self) -> str:
        """The account in clear; empty where none is known, or a lost secret key locks it."""
        try:
            return cipher(_USE).decrypt(self.sealed_iban.encode()).decode() if self.sealed_iban else ""
        except InvalidToken:
            return ""

    @iban.setter
    def iban(self, value: str) -> None:
        self.sealed_iban = cipher(_USE).encrypt(value.encode()).decode() if value else ""

    @property
    def iban_end(self) -> str:
        """Enough to tell two accounts apart."""
        return f"•••• {self.iban[-_SHOWN:]}" if self.iban else ""


def payee_key(name: str) -> str:
    """A name by which two spellings of one supplier are told to be the same."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())[:150]
