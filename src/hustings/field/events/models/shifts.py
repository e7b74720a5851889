"""Shifts of an event: each has its times and its seats. Every event has at least one, for itself."""

import datetime as dt
from copy import copy

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models.events import Event
from hustings.field.volunteers.models import Skill
from hustings.foundation.lib.text.languages import Translated


class Shift(models.Model):
    """A part of an event with its own seats. ``taken`` is the one count of them; the database bounds it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="shifts")
    names = models.JSONField(_("name"), default=dict, help_text="language -> name; none: the event itself")
    starts_at = models.DateTimeField(_("start"), null=True, blank=True, help_text="None: as the event")
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text="None: no limit")
    taken = models.PositiveIntegerField(default=0, editable=False, help_text="Seats taken or offered")
    last_position = models.PositiveIntegerField(
        default=0, editable=False, help_text="Given to a seat, in order"
    )
    skills = models.ManyToManyField(Skill, verbose_name=_("skills"), blank=True, related_name="+")
    opens_at = models.DateTimeField(
        _("open from"), null=True, blank=True, help_text="For fair access: nobody signs up before"
    )

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="shift_within_capacity"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.event.title

    name = Translated("names")

    @property
    def begins_at(self) -> dt.datetime:
        """Its own moment, else the event's."""
        return self.starts_at or self.event.starts_at

    @property
    def over_at(self) -> dt.datetime:
        return self.ends_at or self.event.over_at

    @property
    def begins(self) -> dt.datetime:
        """Begin by the clock of the event."""
        return self.begins_at.astimezone(self.event.clock)

    @property
    def times(self) -> Event:
        """The event, copied, at the times of this shift: what shows times of events shows these."""
        made = copy(self.event)
        if self.starts_at:
            made.starts_at, made.ends_at, made.is_all_day = self.starts_at, self.ends_at, False
        elif self.ends_at:
            made.ends_at, made.is_all_day = self.ends_at, False
        return made
