"""Outlines of polling stations, and the files that brought them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.models.stations import OfStationsQuerySet, Station
from hustings.foundation.file_imports.uploads.models import UploadedFile, UploadedLine


class OutlineFile(UploadedFile):
    """A GeoJSON file of outlines: checked, then written in pieces. Its lines are its features."""

    municipality = models.CharField(max_length=200, blank=True, help_text="The property that holds its code")
    number = models.CharField(max_length=200, help_text="The one that holds the number, or both")

    class Meta(UploadedFile.Meta):
        verbose_name = _("file of outlines")

    @property
    def n_total(self) -> int:
        is_undoing = self.state == self.State.UNDOING
        return sum(self.counts.get(name, 0) for name in ("made", "mended")) if is_undoing else self.n_lines


class RefusedOutline(UploadedLine):
    """A feature that was not taken, and the remedy."""

    file = models.ForeignKey(OutlineFile, models.CASCADE, related_name="refused")


class Outline(models.Model):
    """The area of a polling station, on maps. It decides nothing: addresses say who votes where."""

    station = models.OneToOneField(Station, models.CASCADE, primary_key=True, related_name="outline")
    file = models.ForeignKey(
        OutlineFile, models.PROTECT, null=True, related_name="outlines",
        help_text="None: drawn from addresses, an estimate",
    )  # fmt: skip
    shape = models.JSONField(help_text="Coordinates of a MultiPolygon, WGS84, simplified to ten metres")
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    before = models.JSONField(
        null=True, help_text="Key of the file and shape that this one replaced, and theirs; None: new"
    )

    FIGURES = ("shape", "west", "south", "east", "north")

    objects = OfStationsQuerySet.as_manager()

    class Meta:
        verbose_name = _("outline of a polling station")

    def __str__(self) -> str:
        return str(self.station)

    @property
    def is_estimate(self) -> bool:
        return self.file_id is None

    @property
    def figures(self) -> list[Any]:
        """The shape and the box around it."""
        return [getattr(self, name) for name in self.FIGURES]
