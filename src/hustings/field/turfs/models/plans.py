"""Plans: an area to visit, and how it is cut."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.models import Station
from hustings.field.turfs.rights import CUT_TURFS
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Zone

LEAST, MOST = 10, 500  # homes of a turf
TOLERANCE = 0.2


class TurfPlanQuerySet(models.QuerySet["Plan"]):
    """Questions about many plans."""

    def visible_to(self, user: Any) -> "TurfPlanQuerySet":
        """Those of the territories in which ``user`` cuts turfs."""
        return access.within(self, user, CUT_TURFS)


class Plan(models.Model):
    """An area to visit. Whatever is cut from it stands in its turfs."""

    class Problem(models.TextChoices):
        EMPTY = "empty", _("No building with a place on the map is known in this area. Add addresses first.")
        TOO_MANY = "too_many", _("There are too many buildings in this area. Draw a smaller one.")
        UNDRAWN = "undrawn", _("Its area isn’t drawn yet.")

    name = models.CharField(_("name"), max_length=100)
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+", verbose_name=_("territory"))
    size = models.PositiveSmallIntegerField(
        _("homes in a turf"), default=60, validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
        help_text=_("Turfs have up to a fifth more or fewer. A team of two visits about 60 in two hours."),
    )  # fmt: skip
    outline = models.JSONField(
        default=list, help_text="Corners of [longitude, latitude]; none: all of the territory"
    )
    stations = models.ManyToManyField(
        Station, related_name="+", blank=True, verbose_name=_("polling stations"),
        help_text="Those whose buildings are visited; none: all of the area",
    )  # fmt: skip
    barriers = models.JSONField(
        default=list, help_text="Lines of [longitude, latitude] that nobody walks across"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    cut_at = models.DateTimeField(null=True, help_text="None while it is being cut")
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    n_unplaced = models.PositiveIntegerField(default=0, help_text="Buildings left out: no place on the map")

    objects = TurfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def limits(self) -> tuple[int, int]:
        """Fewest and most homes of a turf."""
        room = round(self.size * TOLERANCE)
        return self.size - room, self.size + room

    @property
    def state(self) -> str:
        """``waiting``, ``failed`` or ``cut``."""
        return "failed" if self.problem else "cut" if self.cut_at else "waiting"
