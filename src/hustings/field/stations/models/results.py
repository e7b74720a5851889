"""Past elections and how people voted in them, by polling station."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.models.stations import OfStationsQuerySet, Station
from hustings.foundation.file_imports.uploads.models import UploadedFile, UploadedLine


class PastElection(models.Model):
    """One round of an election that is over, with official results."""

    name = models.CharField(_("name"), max_length=120)
    held_on = models.DateField(_("day of the vote"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    counted_at = models.DateTimeField(null=True, help_text="When its totals were last added up")
    n_stations = models.PositiveIntegerField(default=0)
    n_registered = models.PositiveIntegerField(default=0)
    n_voted = models.PositiveIntegerField(default=0)
    n_valid = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("past election")
        verbose_name_plural = _("past elections")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["held_on", "name"], name="one_past_election_per_name_and_day")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def abstention(self) -> float | None:
        """Share of the registered voters who did not vote."""
        return 1 - self.n_voted / self.n_registered if self.n_registered else None


class Contender(models.Model):
    """A list, a candidate or a political label that people could vote for."""

    election = models.ForeignKey(PastElection, models.CASCADE, related_name="contenders", db_index=False)
    name = models.CharField(_("list or candidate"), max_length=120)
    n_votes = models.PositiveIntegerField(default=0)
    lean = models.PositiveSmallIntegerField(default=0, help_text="How close it is to us, in percent")

    LEANS = (0, 25, 50, 75, 100)

    class Meta:
        ordering = ["-n_votes", "name"]
        constraints = [
            models.UniqueConstraint(fields=["election", "name"], name="one_contender_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ResultFile(UploadedFile):
    """A file of results: checked, then written in pieces, each of one transaction."""

    class Named(models.TextChoices):
        """Names by which votes are added up."""

        NAME = "name", _("list or candidate")
        LABEL = "label", _("political label")

    election = models.ForeignKey(PastElection, models.PROTECT, related_name="files")
    named = models.CharField(_("add up votes by"), max_length=8, choices=Named, default=Named.NAME)

    class Meta(UploadedFile.Meta):
        verbose_name = _("file of results")


class RefusedLine(UploadedLine):
    """A line that was not taken, and the remedy."""

    file = models.ForeignKey(ResultFile, models.CASCADE, related_name="refused")


class Result(models.Model):
    """Votes at one station in one election."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="results", db_index=False)
    election = models.ForeignKey(PastElection, models.CASCADE, related_name="results")
    file = models.ForeignKey(ResultFile, models.PROTECT, related_name="results")
    n_registered = models.PositiveIntegerField()
    n_voted = models.PositiveIntegerField()
    n_valid = models.PositiveIntegerField()
    votes = models.JSONField(default=dict, help_text="key of a contender -> votes; none: left out")
    before = models.JSONField(
        null=True, help_text="Key of the file and figures that this one replaced, and theirs; None: new"
    )

    FIGURES = ("n_registered", "n_voted", "n_valid", "votes")

    objects = OfStationsQuerySet.as_manager()

    class Meta:
        ordering = ["-election__held_on"]
        constraints = [
            models.UniqueConstraint(fields=["station", "election"], name="one_result_per_station"),
        ]

    @property
    def figures(self) -> list[Any]:
        """Everything that a file says of it."""
        return [getattr(self, name) for name in self.FIGURES]

    @property
    def abstention(self) -> float:
        """Share of the registered voters who did not vote."""
        return 1 - self.n_voted / self.n_registered if self.n_registered else 0.0
