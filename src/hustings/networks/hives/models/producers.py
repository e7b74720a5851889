"""Producers, what they sell, which hives they supply, and when somebody visited them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.access import within
from hustings.foundation.accounts.roles import Right
from hustings.foundation.territories.models import Zone
from hustings.networks.hives.models.hives import Hive
from hustings.networks.hives.rules.amounts import GRAMS, Price


class ProducerQuerySet(models.QuerySet["Producer"]):
    """Questions about many producers."""

    def of(self, user: Any, right: Right) -> Self:
        """Those of the territories where ``user`` has the right."""
        return within(self, user, right)


class Producer(models.Model):
    """A farm, a workshop or a print shop."""

    class Kind(models.TextChoices):
        MARKET = "market", _("market gardener")
        FRUIT = "fruit", _("fruit grower")
        MEAT = "meat", _("meat and fish")
        DAIRY = "dairy", _("dairy and eggs")
        BREAD = "bread", _("bread and cakes")
        GROCERY = "grocery", _("groceries and drinks")
        PRINT = "print", _("print shop")
        OTHER = "other", pgettext_lazy("producer", "other")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    about = models.TextField(_("description"), max_length=2_000, blank=True)
    place = models.CharField(_("town"), max_length=120, blank=True)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    email = models.EmailField(_("e-mail for orders"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    papers_until = models.DateField(
        _("papers valid until"), null=True, blank=True,
        help_text=_("Insurance and registrations: the earliest date."),
    )  # fmt: skip
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProducerQuerySet.as_manager()

    class Meta:
        verbose_name = _("producer")
        verbose_name_plural = _("producers")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """Somebody of ours was there."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="visits")
    on = models.DateField(_("date"), default=timezone.localdate)
    note = models.TextField(_("note"), max_length=1_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


class SupplyQuerySet(models.QuerySet["Supply"]):
    """Questions about many supplies."""

    def live(self) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))


class Supply(models.Model):
    """A producer in a hive, by which terms: the minimum below which nothing is delivered, and notices."""

    hive = models.ForeignKey(Hive, models.CASCADE, related_name="supplies")
    producer = models.ForeignKey(
        Producer, models.PROTECT, related_name="supplies", verbose_name=_("producer")
    )
    least_amount = models.BigIntegerField(
        _("minimum order"), default=0, help_text="Minor units, VAT included, without deposits"
    )
    least_steps = models.PositiveIntegerField(_("minimum number of items"), default=0)
    km = models.PositiveIntegerField(_("distance in km"), null=True, blank=True)
    cancel_notice = models.PositiveIntegerField(_("notice for a cancelled delivery, in days"), default=30)
    end_notice = models.PositiveIntegerField(_("notice to stop, in days"), default=60)
    since_on = models.DateField(_("since"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = SupplyQuerySet.as_manager()

    class Meta:
        ordering = ["producer__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["hive", "producer"], name="one_supply_of_producer")]

    def __str__(self) -> str:
        return str(self.producer)


class Priced(models.Model):
    """Unit, price, VAT, deposit and case: of a product, and of what a sale took over from it."""

    class Unit(models.TextChoices):
        PIECE = "piece", _("piece")
        KILO = "kilo", _("kilo")

    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("sold by the"), max_length=5, choices=Unit, default=Unit.PIECE)
    step = models.PositiveIntegerField(
        _("ordered in steps of (grams)"), default=1, help_text="Grams of weighed goods; 1 for pieces"
    )
    price = models.BigIntegerField(_("price, VAT included"), help_text="Minor units, of a piece or a kilo")
    vat = models.PositiveIntegerField(_("VAT"), default=550, help_text="Basis points")
    deposit = models.BigIntegerField(_("deposit"), default=0, help_text="Minor units, of a step")
    case = models.PositiveIntegerField(
        _("only in cases of"), default=0, help_text="Pieces or grams; 0: sold one by one"
    )
    stock = models.PositiveIntegerField(
        _("available per sale"), null=True, blank=True, help_text="Pieces or grams; none: no limit"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def is_weighed(self) -> bool:
        return self.unit == self.Unit.KILO

    @property
    def terms(self) -> Price:
        """The price as the rules know it."""
        return Price(self.price, self.vat, self.deposit, self.step, self.is_weighed)

    def said(self, quantity: int) -> str:
        """A quantity with its unit, in the reader's language."""
        from hustings.networks.hives.quantities import said

        return said(quantity, self.is_weighed)


PRICED_CHECKS = {
    "price_above_zero": Q(price__gt=0),
    "step_above_zero": Q(step__gt=0),
    "piece_by_piece": ~Q(unit=Priced.Unit.PIECE) | Q(step=1),
    "vat_is_share": Q(vat__lte=10_000),
    "deposit_not_below_zero": Q(deposit__gte=0),
}


class ProductQuerySet(models.QuerySet["Product"]):
    """Questions about many products."""

    def live(self) -> Self:
        return self.filter(withdrawn_at=None)


class Product(Priced):
    """A line of a producer's catalogue."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="products")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=rule, name=f"product_{name}")
            for name, rule in PRICED_CHECKS.items()
        ]

    @property
    def case_shown(self) -> float:
        return self.case / GRAMS if self.is_weighed else self.case
