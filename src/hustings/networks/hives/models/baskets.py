"""Baskets, their lines, and what was corrected of them after the sale closed."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.networks.hives.models.sales import Offer, Sale
from hustings.networks.hives.rules import amounts
from hustings.networks.hives.rules.closing import Why
from hustings.people.persons.models import Person


class BasketQuerySet(models.QuerySet["Basket"]):
    """Questions about many baskets."""

    def live(self) -> Self:
        return self.filter(dropped_at=None)

    def kept(self) -> Self:
        """Those of closed sales, with something in them."""
        return self.live().exclude(sale__closed_at=None).filter(goods__gt=0)

    def with_due(self) -> Self:
        """With ``left``, what is to be paid."""
        amount = F("goods") + F("deposits") + F("fees") + F("carried") - F("moved") - F("paid")
        return self.annotate(left=amount)

    def unsettled(self) -> Self:
        """Paid once and corrected since, or with a credit: the next basket takes that over."""
        rows = self.live().exclude(sale__closed_at=None).with_due()
        return rows.filter(Q(left__lt=0) | Q(left__gt=0, paid__gt=0))

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(sale__in=Sale.objects.of(user, right))


class Basket(models.Model):
    """All that one member ordered in a sale. Amounts are zero until it closes."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="baskets")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="hive_baskets")
    number = models.PositiveIntegerField(_("slip"), help_text="In its sale, from 1")
    placed_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="Emptied by its member")
    goods = models.BigIntegerField(default=0, help_text="Minor units, VAT included, as corrected")
    vat = models.BigIntegerField(default=0)
    deposits = models.BigIntegerField(default=0)
    fees = models.BigIntegerField(default=0, help_text="Added to the goods")
    paid = models.BigIntegerField(default=0, help_text="Minor units that came, without what went back")
    carried = models.BigIntegerField(default=0, help_text="Minor units taken over from earlier baskets")
    moved = models.BigIntegerField(default=0, help_text="Minor units taken over by a later basket")
    picked_at = models.DateTimeField(_("picked up"), null=True, blank=True)

    objects = BasketQuerySet.as_manager()

    class Meta:
        verbose_name = _("basket")
        verbose_name_plural = _("baskets")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sale", "number"], name="one_basket_per_slip"),
            models.UniqueConstraint(fields=["sale", "person"], name="one_basket_per_member"),
            models.CheckConstraint(condition=Q(paid__gte=0), name="basket_paid_not_below_zero"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def total(self) -> int:
        return self.goods + self.deposits + self.fees

    @property
    def due(self) -> int:
        """Minor units to pay; below zero: to refund."""
        return self.total + self.carried - self.moved - self.paid


class Line(models.Model):
    """A good in a basket. ``got`` is known once the sale closed; corrections change it."""

    WORDS = {
        Why.PRODUCER: _("The producer’s minimum order was not reached."),
        Why.CASE: _("The case was not full."),
        Why.BASKET: _("The basket fell below the minimum."),
        Why.SALE: _("The sale’s minimum was not reached."),
        Why.SHARED: _("A bit more, to fill the case."),
    }

    basket = models.ForeignKey(Basket, models.CASCADE, related_name="lines")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="lines")
    quantity = models.PositiveIntegerField(help_text="Pieces or grams")
    more = models.PositiveIntegerField(default=0, help_text="As much more would be taken to fill a case")
    is_kept = models.BooleanField(default=False, help_text="Carried on to the next sale if it fails")
    got = models.PositiveIntegerField(null=True, blank=True, help_text="Pieces or grams; none: still open")
    why = models.CharField(max_length=8, blank=True, help_text="A reason of the closing")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["basket", "offer"], name="one_line_per_offer"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_orders_something"),
        ]

    @property
    def asked(self) -> str:
        return self.offer.said(self.quantity)

    @property
    def had(self) -> str:
        return self.offer.said(self.got or 0)

    @property
    def amount(self) -> int:
        """Minor units without the deposit: of what they get, or asked for while it is open."""
        quantity = self.quantity if self.got is None else self.got
        return amounts.goods_of(self.offer.terms, quantity)

    @property
    def reason(self) -> Any:
        """A sentence; empty where they get what they asked for."""
        return self.WORDS.get(self.why, "")  # type: ignore[call-overload]


class Adjustment(models.Model):
    """A correction after closing: what was weighed, or is missing. The books have an entry for each."""

    class Kind(models.TextChoices):
        WEIGHT = "weight", pgettext_lazy("correction", "weighed")
        MISSING = "missing", pgettext_lazy("correction", "missing")
        SPOILT = "spoilt", pgettext_lazy("correction", "spoilt")

    line = models.ForeignKey(Line, models.PROTECT, related_name="adjustments")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    was = models.PositiveIntegerField(help_text="Pieces or grams before")
    now = models.PositiveIntegerField(help_text="Pieces or grams after")
    amount = models.BigIntegerField(help_text="Minor units by which the basket changed")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("now")), name="adjustment_changes_something")
        ]
