"""Walk lists: doors to knock at, in the order in which one walks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.turfs.models import Plan, Turf
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Zone
from hustings.people.scripts.models import Version

KIND = "canvassing"  # of the streams of walk lists


class WalkListQuerySet(models.QuerySet["WalkList"]):
    """Questions about many walk lists."""

    def visible_to(self, user: Any) -> "WalkListQuerySet":
        """Those of the territories in which ``user`` organises canvassing; of none only from everywhere."""
        return access.within(self, user, ORGANISE_CANVASSING)


class WalkList(models.Model):
    """Buildings with their doors. Phones may hold them for days, so the stops never change."""

    name = models.CharField(_("name"), max_length=100)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    turf = models.OneToOneField(
        Turf, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("turf")
    )
    plan = models.ForeignKey(
        Plan, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("turf plan"),
        help_text="Of its turf, or of the doors that are visited again",
    )  # fmt: skip
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("script")
    )
    public = models.BinaryField(help_text="Key by which phones seal answers")
    sealed = models.BinaryField(help_text="Its private half, encrypted")
    stops = models.JSONField(help_text="[{id, address, doors: [[key, stair, floor, label]], at?}], in order")
    n_doors = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = WalkListQuerySet.as_manager()

    class Meta:
        verbose_name = _("walk list")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def listed(self) -> dict[str, list[str]]:
        """Keys of the doors by building."""
        return {stop["id"]: [door[0] for door in stop["doors"]] for stop in self.stops}

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Staircase, floor and label of each door, as they were typed."""
        return {door[0]: door[1:] for stop in self.stops for door in stop["doors"]}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Address by building."""
        return {stop["id"]: stop["address"] for stop in self.stops}
