"""Monthly gifts: what somebody promised to give every month."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.money.donations.models.donors import Donor
from hustings.money.donations.models.funds import Fund
from hustings.money.donations.models.words import Kinds, Ways
from hustings.money.payments.models import Mandate
from hustings.people.persons.models import Person

LAST_DAY = 28  # that each month has


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions about many plans."""

    def live(self) -> Self:
        return self.filter(ended_at=None)

    def running(self) -> Self:
        return self.live().filter(paused_at=None)

    def due(self) -> Self:
        """Those whose next gift, or another try of the last one, is to be asked for."""
        today = timezone.localdate()
        is_due = models.Q(retry_on__lte=today) | models.Q(retry_on=None, next_on__lte=today)
        return self.running().filter(is_due)


class Plan(models.Model):
    """A monthly gift, changed, paused and ended by the donor."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="plans", verbose_name=_("fund"))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="donation_plans")
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="plans")
    kind = models.CharField(_("kind"), max_length=12, choices=Kinds, default=Kinds.GIFT)
    means = models.CharField(_("means of payment"), max_length=10, choices=Ways)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units of the fund's currency")
    day = models.PositiveSmallIntegerField(
        _("day of the month"), validators=[MinValueValidator(1), MaxValueValidator(LAST_DAY)]
    )
    next_on = models.DateField(_("next on"))
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="plans", db_index=False
    )
    n_failed = models.PositiveSmallIntegerField(default=0, help_text="Payments in a row")
    retry_on = models.DateField(null=True, blank=True, help_text="After a failure; next_on stays")
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly donation")
        verbose_name_plural = _("monthly donations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="plan_amount_is_positive"),
            models.CheckConstraint(condition=models.Q(day__range=(1, 28)), name="plan_day_is_in_each_month"),
        ]
        indexes = [
            models.Index(
                fields=["next_on"], condition=models.Q(ended_at=None, paused_at=None), name="plans_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.amount}"
