"""Seats: of whom, in which shift; taken, offered for a while, waiting, or given back."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.events.models.shifts import Shift
from hustings.field.registrations.models.registrations import Registration
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.people.persons.models import Person


class Release(models.TextChoices):
    """Why a seat was given back."""

    BY_THEM = "by_them", _("cancelled by the participant")
    BY_TEAM = "by_team", _("cancelled by the team")
    LAPSED = "lapsed", _("offer expired")
    EVENT_OFF = "event_off", _("event cancelled")
    ERASED = "erased", _("person deleted")


class SeatQuerySet(models.QuerySet["Seat"]):
    """Questions about many seats."""

    def live(self) -> Self:
        return self.filter(released_at=None)

    def seated(self) -> Self:
        return self.live().exclude(seated_at=None)

    def offered(self) -> Self:
        return self.live().filter(seated_at=None).exclude(offered_at=None)

    def waiting(self) -> Self:
        """Those without a seat or an offer, in their order."""
        return self.live().filter(seated_at=None, offered_at=None).order_by("position")


class Seat(models.Model):
    """``n`` places of one registration in one shift. Its times say how it stands; nothing else does.

    Taken or offered, it counts in the shift's ``taken``; waiting or released, it doesn't.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="seats")
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="seats", db_index=False)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="seats", help_text="Of the registration"
    )
    mailbox = KeyField(max_length=254)
    n = models.PositiveSmallIntegerField(default=1, help_text="With guests")
    position = models.PositiveIntegerField(help_text="Order of asking, in the shift")
    asked_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    release = models.CharField(max_length=10, choices=Release, blank=True)
    attended_at = models.DateTimeField(
        null=True, blank=True, help_text="Seen at the door, or said afterwards"
    )
    absent_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was noted that they didn't come"
    )

    objects = SeatQuerySet.as_manager()

    class State(models.TextChoices):
        """States of a seat."""

        SEATED = "seated", _("seat confirmed")
        OFFERED = "offered", _("seat offered")
        WAITING = "waiting", _("on the waiting list")
        RELEASED = "released", pgettext_lazy("seat", "cancelled")

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["shift", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "mailbox"], condition=Q(released_at=None), name="one_seat_per_mailbox"
            ),
            models.UniqueConstraint(fields=["shift", "position"], name="one_seat_at_a_position"),
        ]
        indexes = [
            models.Index(
                fields=["shift", "position"], name="seats_waiting",
                condition=Q(released_at=None, seated_at=None, offered_at=None),
            ),
            models.Index(
                fields=["offered_until"], name="seats_offered",
                condition=Q(released_at=None, seated_at=None, offered_at__isnull=False),
            ),
        ]  # fmt: skip

    @property
    def state(self) -> "Seat.State":
        if self.released_at:
            return self.State.RELEASED
        if self.seated_at:
            return self.State.SEATED
        return self.State.OFFERED if self.offered_at else self.State.WAITING
