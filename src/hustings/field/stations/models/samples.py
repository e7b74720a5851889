"""Representative samples of stations. A sample is drawn once, and stays as it is."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.models.results import PastElection
from hustings.field.stations.models.stations import OfStationsQuerySet, Station
from hustings.foundation.territories.models import Zone


class Sample(models.Model):
    """A choice of stations that stands for all of a territory: where to ask, not where to win."""

    name = models.CharField(_("name"), max_length=120)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    election = models.ForeignKey(
        PastElection, models.PROTECT, related_name="samples", verbose_name=_("past election")
    )
    n_wanted = models.PositiveIntegerField(
        _("stations to draw"), default=50, validators=[MinValueValidator(2), MaxValueValidator(2_000)]
    )
    seed = models.CharField(_("seed"), max_length=100)
    n_stations = models.PositiveIntegerField(help_text="From which it was drawn")
    shares = models.JSONField(
        default=list, help_text="[contender or None for abstention, share everywhere, share in the sample]"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sample of polling stations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class SampledStation(models.Model):
    """A station that was drawn."""

    class Town(models.TextChoices):
        """Registered voters of its municipality."""

        VILLAGE = "village", _("fewer than 2,000 voters")
        TOWN = "town", _("2,000 to 20,000 voters")
        CITY = "city", _("20,000 voters and more")

    class Third(models.TextChoices):
        """Third of all stations, by abstention."""

        LOW = "low", _("low")
        MIDDLE = "middle", _("in the middle")
        HIGH = "high", _("high")

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="rows", db_index=False)
    station = models.ForeignKey(Station, models.CASCADE, related_name="+")
    town = models.CharField(_("size of the municipality"), max_length=7, choices=Town)
    third = models.CharField(_("abstention"), max_length=6, choices=Third)
    n_registered = models.PositiveIntegerField()
    chance = models.FloatField(help_text="Probability that it was drawn; 1 / it is its weight")

    objects = OfStationsQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "station"], name="one_row_per_drawn_station")
        ]
