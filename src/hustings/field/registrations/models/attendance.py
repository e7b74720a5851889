"""Attendance: what past events taught, and who noted by hand who came."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.people.persons.models import Person


class AttendanceFit(models.Model):
    """Parameters of attendance from the campaign's history, as of a moment. It names nobody."""

    learnt_at = models.DateTimeField(default=timezone.now)
    fit = models.JSONField(help_text="See hustings.field.registrations.attendance.model.Fit")

    class Meta:
        ordering = ["-learnt_at", "-pk"]


class RollCall(models.Model):
    """Attendance of an event noted for many at once, with what stood before so that it can be undone."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="roll_calls")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Of the team; none: a host",
    )  # fmt: skip
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="A host of the group"
    )
    noted_at = models.DateTimeField(default=timezone.now)
    n_came = models.PositiveIntegerField(default=0, help_text="Seats")
    n_absent = models.PositiveIntegerField(default=0, help_text="Seats")
    before = models.JSONField(default=dict, help_text="Seat -> its two times before, as text")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-noted_at", "-pk"]
