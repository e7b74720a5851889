"""Polling stations: municipality, number, name, the territory around."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.field.stations import codes
from hustings.field.stations.rights import VIEW_STATIONS
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Containment, Zone, key


class StationQuerySet(models.QuerySet["Station"]):
    """Questions about many stations."""

    def visible_to(self, user: Any) -> "StationQuerySet":
        """Those that ``user`` may see: all, or those of their territories."""
        return access.within(self, user, VIEW_STATIONS)

    def of(self, text: str) -> "StationQuerySet":
        """Those of a municipality, by its code or the beginning of its name."""
        named = models.Q(place_key__startswith=key(text)) | models.Q(municipality=codes.municipality(text))
        return self.filter(named) if text.strip() else self

    def search(self, text: str) -> "StationQuerySet":
        """Those in whose name, or municipality's name, each word begins a word; or of that number."""
        found = self
        for word in key(text.replace("\0", "")).split()[:8]:
            begins = models.Q(number=codes.number(word)) | models.Q(municipality=codes.municipality(word))
            for column in ("name_key", "place_key"):
                begins |= models.Q(**{f"{column}__startswith": word})
                begins |= models.Q(**{f"{column}__contains": f" {word}"})
            found = found.filter(begins)
        return found


class OfStationsQuerySet(models.QuerySet[Any]):
    """Questions about many rows that are each of a station."""

    def visible_to(self, user: Any) -> Self:
        """Those whose station ``user`` may see."""
        if access.everywhere(user, VIEW_STATIONS):
            return self
        return self.filter(station__zone__in=access.zones(user, VIEW_STATIONS).values("inner"))

    def inside(self, zone: int | None) -> Self:
        """Those whose station lies in a territory, by its key; all of them for none."""
        if zone is None:
            return self
        return self.filter(station__zone__in=Containment.objects.filter(outer=zone).values("inner"))


class Station(models.Model):
    """One polling station. It keeps nothing about people: places are compared, voters never."""

    municipality = models.CharField(_("code of the municipality"), max_length=codes.LONGEST)
    number = models.CharField(_("number of the station"), max_length=codes.LONGEST)
    place = models.CharField(_("municipality"), max_length=120, blank=True)
    place_key = models.CharField(max_length=120, editable=False, help_text="As lists sort and compare it")
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_key = models.CharField(max_length=200, editable=False, help_text="As search compares it")
    zone = models.ForeignKey(
        Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("territory"),
        help_text="Its own territory where one is loaded; else its municipality",
    )  # fmt: skip
    brought_by = models.ForeignKey(
        "stations.ResultFile", models.SET_NULL, null=True, editable=False, related_name="stations",
        help_text="The file of results that named it first; undoing that file removes it",
    )  # fmt: skip

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = _("polling station")
        verbose_name_plural = _("polling stations")
        ordering = ["place_key", "municipality", "number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_station_per_number")
        ]
        indexes = [
            models.Index(fields=["place_key", "municipality", "number"], name="stations_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place or self.municipality} {codes.shown(self.number)}"

    @property
    def code(self) -> str:
        """Its municipality's code and its number: what draws hash."""
        return f"{self.municipality}-{self.number}"

    @property
    def label(self) -> str:
        """Its name; where it has none, its number."""
        return self.name or gettext("Polling station %(number)s") % {"number": codes.shown(self.number)}

    def rename(self, *, place: str, name: str) -> None:
        """Call it and its municipality so, also in searches."""
        self.place, self.name = place.strip()[:120], name.strip()[:200]
        self.place_key, self.name_key = key(self.place)[:120], key(self.name)[:200]
