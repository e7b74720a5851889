"""Zones and how they lie in one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a zone is."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DEPARTMENT = "department", _("department")
    CONSTITUENCY = "constituency", _("constituency")
    COMMUNE = "commune", _("commune")
    PART = "part", _("part of a commune")
    STATION = "station", _("polling station")
    FREE = "free", _("zone of our own")


class ZoneQuerySet(models.QuerySet["Zone"]):
    """Questions about many zones."""

    def inside(self, zone: "Zone") -> "ZoneQuerySet":
        """The zones within ``zone``, itself included."""
        return self.filter(pk__in=Containment.objects.filter(outer=zone).values("inner"))

    def containing(self, zone: "Zone") -> "ZoneQuerySet":
        """The zones around ``zone``, itself included."""
        return self.filter(pk__in=Containment.objects.filter(inner=zone).values("outer"))

    def for_postcode(self, code: str) -> "ZoneQuerySet":
        """The communes that a postcode serves."""
        return self.filter(pk__in=Postcode.objects.filter(code=code).values("zone"))


class Zone(models.Model):
    """A piece of land that people live or vote in."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, help_text="The name folded for search")
    country = models.CharField(_("country"), max_length=2)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    shape = models.JSONField(null=True, blank=True, help_text="A GeoJSON geometry, simplified")

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["country", "kind", "code"], name="one_zone_per_code"),
        ]
        indexes = [models.Index(fields=["kind", "name_key"]), models.Index(fields=["name_key"])]

    def __str__(self) -> str:
        return self.name


class Containment(models.Model):
    """``inner`` lies wholly in ``outer``: the closure over all steps, each zone in itself too."""

    outer = models.ForeignKey(Zone, models.CASCADE, related_name="+", db_index=False)
    inner = models.ForeignKey(Zone, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outer", "inner"], name="one_containment")]

    def __str__(self) -> str:
        return f"{self.inner_id} in {self.outer_id}"


class Postcode(models.Model):
    """A postcode that serves a commune. One serves several communes, a commune may have several."""

    code = models.CharField(max_length=12, db_index=True)
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="postcodes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "zone"], name="one_postcode_per_zone")]

    def __str__(self) -> str:
        return self.code
