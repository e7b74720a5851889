"""Doors of buildings, by staircase and floor."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses import keys
from hustings.field.addresses.models.buildings import Building


def floor_order(floor: str) -> int:
    """The place of a floor in a house, the cellar first; what is no number comes last."""
    found = keys.floor(floor)
    return int(found) if found.lstrip("-").isdecimal() and found.isascii() else 1_000


class DoorQuerySet(models.QuerySet["Door"]):
    """Questions about many doors."""

    def known(self, building: Building) -> "DoorQuerySet":
        """Those of a building and of what was merged into it, each once."""
        its = models.Q(building=building) | models.Q(building__merged_into=building)
        return self.filter(its, merged_into=None)


class Door(models.Model):
    """A door. Its key is ``keys.door`` of what stands on it, so that phones can make it, too."""

    id = models.UUIDField(primary_key=True, editable=False)
    building = models.ForeignKey(Building, models.CASCADE, related_name="doors", db_index=False)
    stair = models.CharField(_("staircase"), max_length=40, blank=True)
    floor = models.CharField(_("floor"), max_length=40, blank=True)
    label = models.CharField(_("door"), max_length=60, blank=True)
    floor_order = models.SmallIntegerField(default=0, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged", db_index=False,
        help_text="The door that it is, one step at most",
    )  # fmt: skip
    made_at = models.DateTimeField(default=timezone.now)

    objects = DoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("door")
        verbose_name_plural = _("doors")
        ordering = ["stair", "floor_order", "label", "id"]
        indexes = [
            models.Index(fields=["building", "stair", "floor_order", "label"], name="doors_of_building"),
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="doors_merged"
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.stair, self.floor, self.label]))

    @property
    def parts(self) -> tuple[str, str, str]:
        """Staircase, floor and label, as keys have them."""
        return keys.stair(self.stair), keys.floor(self.floor), keys.label(self.label)

    @classmethod
    def new(cls, building: Building, stair: str, floor: str, label: str) -> Any:
        """A door that is not saved yet, with its key."""
        return cls(
            id=keys.door(building.pk, stair, floor, label), building=building, stair=stair, floor=floor,
            label=label, floor_order=floor_order(floor),
        )  # fmt: skip
