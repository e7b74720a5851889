"""A goal, and what was read of its metric day by day."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib import metrics


def choices() -> list[tuple[str, str]]:
    """The metrics that apps declare."""
    return [(metric.name, metric.label) for metric in metrics.metrics.all()]


class Goal(models.Model):
    """So many of something by a day. A metric whose app is gone stays where it was read last."""

    metric = models.CharField(_("what is counted"), max_length=30)
    target = models.PositiveIntegerField(_("target"), validators=[MinValueValidator(1)])
    due_on = models.DateField(_("deadline"))
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.target}"

    @property
    def label(self) -> str:
        found = metrics.metrics.find(self.metric)
        return str(found.label) if found else self.metric


class Reading(models.Model):
    """How many there were on a day."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="readings")
    day = models.DateField()
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "day"], name="one_reading_of_a_goal_a_day")]
