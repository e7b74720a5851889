"""Volunteers: when they can, how far they go, and since when they help."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.volunteers import availability, distances
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.territories.models import Containment
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE


class Age(models.TextChoices):
    """Age as somebody says it: no more than a rule of age needs."""

    NOT_SAID = "", _("not said")
    SIXTEEN = "16", _("16 or over")
    ADULT = "18", _("18 or over")


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Questions about many volunteers."""

    def visible_to(self, user: Any, right: Right = VIEW_PEOPLE) -> Self:
        """Those who live where ``user`` has ``right``."""
        if access.everywhere(user, right):
            return self
        return self.filter(person__zone__in=access.zones(user, right).values("inner"))

    def live(self) -> Self:
        return self.filter(ended_at=None)

    def active(self, day: dt.date | None = None) -> Self:
        """Those who help now, or on a day: neither left nor paused."""
        on = day or timezone.localdate()
        return self.live().filter(Q(paused_until=None) | Q(paused_until__lt=on))

    def free_on(self, day: dt.date) -> Self:
        """Those who can at some hour of that weekday, and have no day off then."""
        off = DayOff.objects.filter(first__lte=day, last__gte=day).values("person")
        return self.active(day).able(availability.of_day(day)).exclude(person__in=off)

    def able(self, mask: int) -> Self:
        """Those who ticked any of these times of the week."""
        return self.alias(fits=F("times").bitand(mask)).filter(fits__gt=0)

    def within(self, point: distances.Point, km: int | None = None) -> Self:
        """Those who would come to a point; with ``km``, those who live as near."""
        far: Any = km * km if km else F("km") * F("km")
        square = distances.square("person__zone", point)
        return self.alias(square=square).filter(square__lte=far)

    def near(self, point: distances.Point | None, zone: int | None) -> Self:
        """Those who would come to a point; those of a territory around it, in case no more is known of them.

        Without a point those of the ``zone``, and everyone without either.
        """
        if point is None:
            mine = Containment.objects.filter(outer=zone).values("inner")
            return self if zone is None else self.filter(person__zone__in=mine)
        around = Containment.objects.filter(inner=zone).values("outer")
        square = distances.square("person__zone", point)
        comes = Q(square__lte=F("km") * F("km")) | Q(square=None, person__zone__in=around)
        return self.alias(square=square).filter(comes)

    def having(self, skill: Any, *, is_verified: bool = False) -> Self:
        held = skill.held.verified() if is_verified else skill.held.all()
        return self.filter(person__in=held.values("person"))

    def without_task(self) -> Self:
        """Those who help and never took up a task."""
        return self.active().filter(person__task_places=None)


class Volunteer(models.Model):
    """Somebody who offered their help. Skills hang on the person."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="volunteer")
    km = models.PositiveSmallIntegerField(_("distance (km)"), default=10)
    times = models.PositiveIntegerField(default=0, help_text="A bit for each part of each day of the week")
    age = models.CharField(_("age"), max_length=2, choices=Age, default=Age.NOT_SAID, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="The page of the offer")
    offered_at = models.DateTimeField(_("since"), default=timezone.now)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who finds their first task",
    )  # fmt: skip

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ["-offered_at", "-pk"]
        indexes = [models.Index(fields=["-offered_at", "-id"], name="volunteers_newest")]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until >= timezone.localdate()

    @property
    def state(self) -> str:
        """``left``, ``paused`` or ``active``."""
        return "left" if self.ended_at else "paused" if self.is_paused else "active"


class DayOff(models.Model):
    """Days on which somebody can't."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="days_off")
    first = models.DateField(pgettext_lazy("days", "from"))
    last = models.DateField(pgettext_lazy("days", "to"))

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="day_off_ends_after_it_begins")
        ]
