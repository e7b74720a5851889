"""Sales: a window for orders, what is on offer in it, and what each producer brings."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.dates import date_format
from hustings.networks.hives.models.hives import Hive
from hustings.networks.hives.models.producers import PRICED_CHECKS, Priced, Producer, Product


class SaleQuerySet(models.QuerySet["Sale"]):
    """Questions about many sales."""

    def of(self, user: Any, right: Right) -> Self:
        """Those of hives of the territories where ``user`` has the right."""
        return self.filter(hive__in=Hive.objects.of(user, right))

    def taking(self, now: dt.datetime | None = None) -> Self:
        """Open for orders."""
        now = now or timezone.now()
        return self.filter(opens_at__lte=now, closes_at__gt=now, closed_at=None)

    def ahead(self) -> Self:
        """Neither closed nor over."""
        return self.filter(closed_at=None)

    def due(self, now: dt.datetime | None = None) -> Self:
        """To be closed: the time is over, or as much is ordered as was wanted."""
        reached = Q(enough__gt=0, ordered__gte=F("enough"))
        return self.filter(Q(closes_at__lte=now or timezone.now()) | reached, closed_at=None)


class Sale(models.Model):
    """One sale of a hive. It closes once: what was ordered is then what is bought."""

    hive = models.ForeignKey(Hive, models.PROTECT, related_name="sales")
    opens_at = models.DateTimeField(_("orders from"))
    closes_at = models.DateTimeField(_("orders until"))
    pickup_from = models.DateTimeField(_("pick-up from"))
    pickup_until = models.DateTimeField(_("pick-up until"))
    enough = models.BigIntegerField(
        _("close early at"), default=0, help_text="Minor units ordered at which it closes early; 0: never"
    )
    least = models.BigIntegerField(
        _("minimum of the whole sale"), default=0, help_text="Minor units below which nothing is delivered"
    )
    least_basket = models.BigIntegerField(_("minimum of a basket"), default=0, help_text="Minor units")
    ordered = models.BigIntegerField(default=0, editable=False, help_text="Minor units in baskets so far")
    n_baskets = models.PositiveIntegerField(default=0, editable=False, help_text="The last slip number given")
    told_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="Members were written to")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_fallen = models.BooleanField(default=False, editable=False, help_text="Its minimum was missed")

    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        ordering = ["-pickup_from", "-pk"]
        indexes = [models.Index(fields=["closes_at"], condition=Q(closed_at=None), name="sales_to_close")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at"), pickup_from__lt=F("pickup_until"))
                & Q(closes_at__lte=F("pickup_from")),
                name="sale_times_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hive}, {date_format(timezone.localtime(self.pickup_from), 'SHORT_DATE_FORMAT')}"

    @property
    def is_taking(self) -> bool:
        return self.closed_at is None and self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_ahead(self) -> bool:
        """Whether it has yet to open."""
        return self.closed_at is None and timezone.now() < self.opens_at


class OfferQuerySet(models.QuerySet["Offer"]):
    """Questions about many offers."""

    def live(self) -> Self:
        return self.filter(withdrawn_at=None)


class Offer(Priced):
    """A good in one sale, at the price of the day it was put there. The database bounds what is claimed."""

    sale = models.ForeignKey(Sale, models.CASCADE, related_name="offers")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="offers")
    wanted = models.PositiveBigIntegerField(default=0, editable=False, help_text="Pieces or grams ordered")
    spare = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="Would be taken to fill a case"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["producer__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stock=None) | Q(stock__gte=F("wanted") + F("spare")), name="offer_not_oversold"
            ),
            *(
                models.CheckConstraint(condition=rule, name=f"offer_{name}")
                for name, rule in PRICED_CHECKS.items()
            ),
        ]

    @property
    def left(self) -> int | None:
        """Pieces or grams that can still be ordered; None: no limit."""
        return None if self.stock is None else self.stock - self.wanted - self.spare

    @property
    def full(self) -> int:
        """Cases that are full already."""
        return self.wanted // self.case if self.case else 0

    @property
    def missing(self) -> int:
        """Pieces or grams until the next case is full, tolerances counted in."""
        if not self.case or not (rest := self.wanted % self.case):
            return 0
        return max(0, self.case - rest - self.spare)


class SaleDeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions about many deliveries."""

    def coming(self) -> Self:
        return self.filter(fell_in=0)

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(sale__in=Sale.objects.of(user, right))


class Delivery(models.Model):
    """A producer in one sale: the minimum, whether it was reached, and what they get."""

    sale = models.ForeignKey(Sale, models.CASCADE, related_name="deliveries")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="deliveries")
    least_amount = models.BigIntegerField(default=0, help_text="Minor units")
    least_steps = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0, help_text="Minor units ordered when it was decided")
    fell_in = models.PositiveIntegerField(default=0, help_text="Round in which they left; 0: they come")
    goods = models.BigIntegerField(default=0, help_text="Minor units, VAT included, as corrected")
    vat = models.BigIntegerField(default=0)
    deposits = models.BigIntegerField(default=0)
    fees = models.BigIntegerField(default=0, help_text="Taken from what they get")
    paid_on = models.DateField(_("paid"), null=True, blank=True)

    objects = SaleDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["producer__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["sale", "producer"], name="one_delivery_of_producer")]

    def __str__(self) -> str:
        return str(self.producer)

    @property
    def due(self) -> int:
        """Minor units that they get."""
        return self.goods + self.deposits - self.fees
