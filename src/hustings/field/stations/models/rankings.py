"""Rankings of stations by where to knock, and what they said of each station."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.models.results import PastElection
from hustings.field.stations.models.stations import OfStationsQuerySet, Station
from hustings.foundation.lib.fields.problem_fields import WithProblem
from hustings.foundation.territories.models import Zone


class Ranking(WithProblem):
    """A choice of stations by past elections. Once hold-outs are drawn, it stays as it is."""

    MOST = 20_000  # stations that are chosen

    name = models.CharField(_("name"), max_length=120)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    elections = models.ManyToManyField(
        PastElection, related_name="rankings", verbose_name=_("past elections")
    )
    n_chosen = models.PositiveIntegerField(
        _("stations to visit"), default=100, validators=[MinValueValidator(2), MaxValueValidator(MOST)]
    )
    held_out = models.PositiveSmallIntegerField(
        _("hold-outs in %"), default=10, validators=[MinValueValidator(0), MaxValueValidator(50)],
        help_text=_("So many of them aren’t visited, so that the effect can be measured"),
    )  # fmt: skip
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ranked_at = models.DateTimeField(null=True)
    spread = models.FloatField(null=True, help_text="Standard deviation; None: one election")
    line = models.FloatField(null=True, help_text="Score of the last station that is chosen")
    seed = models.CharField(_("seed"), max_length=100, blank=True)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ranking of polling stations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class RankedQuerySet(OfStationsQuerySet):
    """Questions about many ranked stations."""

    def chosen(self) -> "RankedQuerySet":
        return self.filter(is_chosen=True)


class RankedStation(models.Model):
    """One station in a ranking. Shares are of 1."""

    class Call(models.TextChoices):
        """Verdict on whether it belongs to the best, as far as past elections tell."""

        IN = "in", _("clearly in")
        CLOSE = "close", _("too close to call")
        OUT = "out", _("clearly out")

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="rows", db_index=False)
    station = models.ForeignKey(Station, models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField()
    n_elections = models.PositiveSmallIntegerField()
    n_registered = models.PositiveIntegerField()
    abstention = models.FloatField()
    lean = models.FloatField()
    score = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    call = models.CharField(max_length=5, choices=Call)
    is_chosen = models.BooleanField(default=False)
    is_held_out = models.BooleanField(default=False)

    objects = RankedQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["ranking", "rank"], name="one_station_per_rank")]
