"""Gifts and their course. One on its way counts against the cap until it expires: its own reservation."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.money.donations.models.donors import Donor
from hustings.money.donations.models.funds import Fund
from hustings.money.donations.models.plans import LAST_DAY, Plan
from hustings.money.donations.models.words import Kinds, Ways
from hustings.people.persons.models import Person


class State(models.TextChoices):
    """Steps of a gift; it only moves forward, as ``AFTER`` says."""

    PLEDGED = "pledged", pgettext_lazy("state of a donation", "pledged")
    PENDING = "pending", pgettext_lazy("state of a donation", "payment under way")
    FAILED = "failed", pgettext_lazy("state of a donation", "failed")
    EXPIRED = "expired", pgettext_lazy("state of a donation", "expired")
    SETTLED = "settled", pgettext_lazy("state of a donation", "received")
    DISPUTED = "disputed", pgettext_lazy("state of a donation", "disputed")
    REFUNDED = "refunded", pgettext_lazy("state of a donation", "refunded")
    LOST = "lost", pgettext_lazy("state of a donation", "taken back by the bank")


# Money that comes after all is money: what had failed or expired can still settle. A dispute that was won
# leads back to settled, and only from there; money that was another's leads back to pending.
BEFORE: dict[str, list[str]] = {
    State.PENDING: [State.PLEDGED],
    State.FAILED: [State.PLEDGED, State.PENDING],
    State.EXPIRED: [State.PLEDGED, State.PENDING],
    State.SETTLED: [State.PLEDGED, State.PENDING, State.FAILED, State.EXPIRED],
    State.DISPUTED: [State.SETTLED],
    State.REFUNDED: [State.SETTLED],
    State.LOST: [State.SETTLED, State.DISPUTED],
}
ON_THE_WAY = [State.PLEDGED, State.PENDING]
HELD = [State.SETTLED, State.DISPUTED]


class DonationQuerySet(models.QuerySet["Donation"]):
    """Questions about many gifts."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(fund__in=Fund.objects.of(user, right))

    def counted(self, now: datetime | None = None) -> Self:
        """Those that count against caps: held, or on their way and not expired."""
        alive = Q(expires_at=None) | Q(expires_at__gt=now or timezone.now())
        return self.filter(Q(state__in=HELD) | (Q(state__in=ON_THE_WAY) & alive))

    def held(self) -> Self:
        """Those whose money is there."""
        return self.filter(state__in=HELD)

    def loans(self) -> Self:
        """Loans that are not paid back."""
        return self.held().filter(kind=Kinds.LOAN)

    def overdue(self) -> Self:
        return self.filter(state__in=ON_THE_WAY, expires_at__lte=timezone.now())


class Donation(models.Model):
    """One gift, loan or fee of one person to one fund."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="donations", verbose_name=_("fund"))
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="donations", verbose_name=_("person"),
        db_index=False,
    )  # fmt: skip
    donor = models.ForeignKey(Donor, models.PROTECT, related_name="donations", verbose_name=_("donor"))
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="donations")
    kind = models.CharField(_("kind"), max_length=12, choices=Kinds, default=Kinds.GIFT)
    means = models.CharField(_("means of payment"), max_length=10, choices=Ways)
    amount = models.BigIntegerField(_("amount"), help_text="Minor units")
    promised = models.BigIntegerField(
        _("promised"), null=True, blank=True, help_text="Minor units, where another amount came"
    )
    refunded = models.BigIntegerField(
        _("refunded"), default=0, help_text="Minor units; of a loan what was paid back"
    )
    currency = models.CharField(_("currency"), max_length=3)
    months = models.PositiveSmallIntegerField(
        _("months of the loan"), default=0, help_text=_("Until it is paid back. Loans only.")
    )
    due_on = models.DateField(_("to pay back by"), null=True, blank=True, help_text="Loans only")
    goods = models.CharField(_("given in kind"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLEDGED)
    given_on = models.DateField(_("date"), help_text="Day that the rules of law count")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="While it is on its way")
    settled_at = models.DateTimeField(_("received"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Failed, expired, refunded or lost")
    reference = models.CharField(
        _("reference"), max_length=60, blank=True, help_text=_("Number of the cheque, slip or transfer")
    )
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", db_index=False,
        help_text="The later promise that this one made room for",
    )  # fmt: skip
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text="As persons.origins names it"
    )
    mailing = models.BigIntegerField(null=True, blank=True, help_text="Key of the mailing that it came of")
    referrer = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=_("referred by"),
    )  # fmt: skip
    team = models.CharField(_("team"), max_length=100, blank=True)
    tribute = models.CharField(_("in honour of"), max_length=150, blank=True)
    came = models.JSONField(null=True, help_text="Words of the campaign, and the site before")
    language = models.CharField(max_length=5, blank=True, help_text="Of the page; empty: entered by hand")
    form_key = models.CharField(max_length=32, null=True, help_text="Of form and answers: twice is once")
    visitor = models.CharField(max_length=32, blank=True, help_text="Keyed digest of network and day")
    is_monthly = models.BooleanField(
        default=False, help_text="Promised for each month: a plan begins with it"
    )
    n_disputes = models.PositiveSmallIntegerField(default=0)
    n_unsettled = models.PositiveSmallIntegerField(default=0, help_text="Times that its money was another's")
    n_refunds_failed = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="Thanked by mail")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("entered by"), db_index=False,
    )  # fmt: skip

    objects = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="donation_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0) & Q(refunded__lte=F("amount")),
                name="no_more_refunded_than_given",
            ),
            models.UniqueConstraint(
                fields=["form_key"], condition=Q(form_key__isnull=False), name="one_donation_per_form"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "given_on"], name="donations_of_person"),
            models.Index(fields=["fund", "-id"], name="donations_of_fund"),
            models.Index(
                fields=["visitor", "made_at"], condition=~Q(visitor=""), name="donations_by_visitor"
            ),
            models.Index(
                fields=["due_on"], condition=Q(kind=Kinds.LOAN, state__in=HELD), name="loans_to_pay_back"
            ),
            models.Index(
                fields=["expires_at"], condition=Q(state__in=ON_THE_WAY), name="donations_on_their_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.amount} {self.currency}"

    @property
    def number(self) -> str:
        """Reference of this gift in the books, which hold no names."""
        return f"D{self.pk}"

    @property
    def day_of_month(self) -> int | None:
        """Day on which it comes every month; None for one given once."""
        if self.plan:
            return self.plan.day
        return min(self.given_on.day, LAST_DAY) if self.is_monthly else None

    @property
    def left(self) -> int:
        """Part of it that is still there."""
        return self.amount - self.refunded
