"""Hives: a host, a place, members; fees with their dates; the hand-over to another host."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts.access import within
from hustings.foundation.accounts.roles import Right
from hustings.foundation.territories.models import Zone
from hustings.money.ledger.models import Account, Books
from hustings.networks.hives.rules.amounts import Rate
from hustings.people.persons.models import Person


class HiveQuerySet(models.QuerySet["Hive"]):
    """Questions about many hives."""

    def of(self, user: Any, right: Right) -> Self:
        """Those of the territories where ``user`` has the right."""
        return within(self, user, right)

    def running(self) -> Self:
        return self.filter(ended_at=None)

    def public(self) -> Self:
        """Those that the site shows: people join before the first sale, too."""
        return self.running()


class Hive(models.Model):
    """People who order together and pick up in one place; with a print shop as producer, groups of ours."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    about = models.TextField(_("description"), max_length=2_000, blank=True)
    place = models.CharField(_("pick-up place"), max_length=200)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    group = models.ForeignKey(
        LocalGroup, models.SET_NULL, null=True, blank=True, related_name="hives",
        verbose_name=_("local group"),
    )  # fmt: skip
    host = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="hosted_hives",
        verbose_name=pgettext_lazy("buying group", "host"),
    )
    books = models.ForeignKey(Books, models.PROTECT, related_name="hives", verbose_name=_("books"))
    owed = models.ForeignKey(Account, models.PROTECT, related_name="+", help_text="What members owe")
    owing = models.ForeignKey(Account, models.PROTECT, related_name="+", help_text="What producers get")
    income = models.ForeignKey(Account, models.PROTECT, related_name="+", help_text="Fees")
    least_members = models.PositiveIntegerField(_("members needed to open"), default=0)
    least_producers = models.PositiveIntegerField(_("producers needed to open"), default=0)
    needed_kind = models.CharField(
        _("of them at least one"), max_length=10, blank=True, help_text="A kind of producers"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="First sale allowed")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = HiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("buying group")
        verbose_name_plural = _("buying groups")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def currency(self) -> str:
        return self.books.currency


class MemberQuerySet(models.QuerySet["Member"]):
    """Questions about many memberships."""

    def live(self) -> Self:
        return self.filter(left_at=None)


class Member(models.Model):
    """Somebody who may order. Leaving ends the row."""

    hive = models.ForeignKey(Hive, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="hive_memberships")
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hive", "person"], condition=Q(left_at=None), name="one_live_membership_of_hive"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class FeeQuerySet(models.QuerySet["Fee"]):
    """Questions about many fees."""

    def on(self, day: date) -> Self:
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class Fee(models.Model):
    """A share of the turnover without VAT, from one day to another."""

    hive = models.ForeignKey(Hive, models.CASCADE, related_name="fees")
    name = models.CharField(_("name"), max_length=80)
    points = models.PositiveIntegerField(_("share"), help_text="Basis points of the turnover without VAT")
    is_added = models.BooleanField(
        _("added to the baskets; else taken from what producers get"), default=False
    )
    from_on = models.DateField(_("first day"), default=timezone.localdate)
    until_on = models.DateField(_("last day"), null=True, blank=True)

    objects = FeeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("buying group", "fee")
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(points__gt=0, points__lte=5_000), name="hive_fee_is_a_share"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="hive_fee_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rate(self) -> Rate:
        return Rate(self.points, self.is_added)

    @property
    def percent(self) -> float:
        return self.points / 100


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Questions about many offers of a hive."""

    def open(self) -> Self:
        return self.filter(answered_at=None, hive__ended_at=None)


class HandOver(models.Model):
    """An offer to take over as host, until it is answered."""

    hive = models.ForeignKey(Hive, models.CASCADE, related_name="hand_overs")
    to = models.ForeignKey(Person, models.CASCADE, related_name="hives_offered")
    was = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(default=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hive"], condition=Q(answered_at=None), name="one_open_hand_over_of_hive"
            )
        ]
