"""Work in the background on a round, with how far it is."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.networks.initiatives.models import Round


class Run(models.Model):
    """Applications given to jurors, or marks counted, once; what it wrote and ``done_at`` stand together."""

    class Deed(models.TextChoices):
        ASSIGN = "assign"
        COUNT = "count"

    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    deed = models.CharField(max_length=6, choices=Deed)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    percent = models.PositiveSmallIntegerField(default=0)
    low = models.PositiveIntegerField(null=True, blank=True, help_text="Fewest applications of a juror")
    high = models.PositiveIntegerField(null=True, blank=True, help_text="Most applications of a juror")
    n_short = models.PositiveIntegerField(default=0, help_text="Applications with too few readers")
    is_refused = models.BooleanField(default=False, help_text="Nothing was there to assign or to count")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def reach(self, percent: int) -> None:
        """Say how far it is."""
        Run.objects.filter(pk=self.pk).update(percent=percent)

    def end(self, **found: int | bool) -> bool:
        """Whether it ends now: in the transaction of what it writes, so that of two only one does."""
        open_ = Run.objects.filter(pk=self.pk, done_at=None)
        return bool(open_.update(done_at=timezone.now(), percent=100, **found))
