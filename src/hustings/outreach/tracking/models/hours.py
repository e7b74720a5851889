"""Clicks hour by hour: when a mailing is read. A number that says nothing of anybody, and stays."""

from django.db import models

from hustings.outreach.mailings.models.mailings import Mailing

HOURS = 48  # after a mailing began


class ClickHour(models.Model):
    """Clicks of one hour, counted from the moment at which its mailing began."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="click_hours", db_index=False)
    hour = models.PositiveSmallIntegerField(help_text="The first is 0")
    n_clicks = models.PositiveIntegerField(default=0, help_text="By people, as far as one can tell")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "hour"], name="one_count_per_hour")]

    def __str__(self) -> str:
        return f"{self.mailing_id} +{self.hour} h: {self.n_clicks}"
