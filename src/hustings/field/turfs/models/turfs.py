"""Turfs, and their stops as they were when the turf was cut."""

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses.models import Building
from hustings.field.turfs.models.plans import Plan
from hustings.foundation.lib.sql.key_fields import KeyField

LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"  # none that is taken for another
_CODE = 5


def new_code() -> str:
    """A code that can be read out: one of twelve million."""
    return "".join(secrets.choice(LETTERS) for _letter in range(_CODE))


class TurfQuerySet(models.QuerySet["Turf"]):
    """Questions about many turfs."""

    def visible_to(self, user: Any) -> "TurfQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def out(self) -> "TurfQuerySet":
        """Those handed out: somebody walks them as they are."""
        return self.exclude(handed_out_at=None)


class Turf(models.Model):
    """One walk. Its stops are copies: a later change of an address doesn't change them."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="turfs", db_index=False)
    number = models.PositiveSmallIntegerField()
    code = KeyField(max_length=_CODE, unique=True)
    n_buildings = models.PositiveIntegerField()
    n_homes = models.PositiveIntegerField()
    metres = models.PositiveIntegerField(help_text="Length of the walk")
    handed_out_at = models.DateTimeField(null=True, help_text="While it is out, its plan isn't cut anew")

    objects = TurfQuerySet.as_manager()

    class Meta:
        verbose_name = _("turf")
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_turf_of_a_number")]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        """Its number in words."""
        return gettext("Turf %(n)s") % {"n": self.number}

    @property
    def title(self) -> str:
        """Its plan and its number, short enough for a name."""
        return f"{self.plan} · {self.label}"[:100]


class Stop(models.Model):
    """A building of a turf, at its place in the walking order."""

    turf = models.ForeignKey(Turf, models.CASCADE, related_name="stops", db_index=False)
    place = models.PositiveIntegerField()
    building = models.ForeignKey(Building, models.SET_NULL, null=True, related_name="+")
    number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    homes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["turf", "place"]
        constraints = [models.UniqueConstraint(fields=["turf", "place"], name="one_stop_at_a_place")]

    def __str__(self) -> str:
        return f"{self.number} {self.street}".strip() or self.city
