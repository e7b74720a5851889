"""Series: events that repeat by a rule (RFC 5545). Each occurrence is an event of its own."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.events import clocks
from hustings.field.events.recurrence import rules


class Series(models.Model):
    """A rule, by the clock of its place. Its events hold everything else."""

    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="In calendars, for good"
    )
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="Changes, as calendars count")
    rule = models.CharField(_("rhythm"), max_length=200, help_text="RRULE without its end")
    first_on = models.DateField(_("first day"))
    at = models.TimeField(_("time"), null=True, blank=True, help_text="By its clock; none: whole days")
    time_zone = models.CharField(_("time zone"), max_length=64)
    until_on = models.DateField(_("until"), null=True, blank=True, help_text="The last day that may be one")
    count = models.PositiveSmallIntegerField(_("number of times"), null=True, blank=True)
    exceptions = models.JSONField(default=list, help_text="Local starts left out, as 2027-03-02T18:30:00")
    expanded_until = models.DateField(
        null=True, blank=True, editable=False, help_text="Events are there to this day"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Who repeated it"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series of events")
        ordering = ["pk"]
        indexes = [models.Index(fields=["expanded_until"], name="series_to_extend")]

    def __str__(self) -> str:
        return self.rule

    @property
    def first(self) -> dt.datetime:
        """First date by its own clock, as all its local times."""
        return dt.datetime.combine(self.first_on, self.at or dt.time())

    def starts(self, up_to: dt.date | None = None) -> list[dt.datetime]:
        """The local starts of its occurrences."""
        left_out = {dt.datetime.fromisoformat(text) for text in self.exceptions}
        return rules.expand(
            self.rule, self.first, until=self.until_on, count=self.count, exceptions=left_out, up_to=up_to
        )

    def moment(self, local: dt.datetime) -> dt.datetime:
        return clocks.nearest(local, self.time_zone)
