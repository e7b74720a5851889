"""Runs: receipts of a year made out in the background."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.money.receipts.models.series import Series


class Run(models.Model):
    """One order to make out what is due for the gifts of a year. Begun again, it goes on where it was."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="runs")
    year = models.PositiveSmallIntegerField()
    n_all = models.PositiveIntegerField(default=0, help_text="Donations without a receipt when it began")
    n_seen = models.PositiveIntegerField(default=0, help_text="Of them looked at")
    n_issued = models.PositiveIntegerField(default=0, help_text="Receipts")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True, help_text="numbers: there were none left")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.series_id}: {self.year}"
