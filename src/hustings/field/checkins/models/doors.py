"""Rules of an event's doors, and the tickets that they know."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.field.registrations.models import Seat
from hustings.foundation.lib.sql.key_fields import KeyField


def salt() -> bytes:
    return secrets.token_bytes(16)


class DoorPlan(models.Model):
    """Rules of the doors of an event. ``salt`` makes its lists those of no other event."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="door_plan", primary_key=True)
    salt = models.BinaryField(default=salt)
    may_reenter = models.BooleanField(_("people may leave and come back"), default=False)
    opens_before = models.PositiveSmallIntegerField(
        _("doors open before the start (minutes)"), null=True, blank=True, default=120,
        help_text=_("Leave empty to let people in at any time."),
    )  # fmt: skip
    closes_at_end = models.BooleanField(_("doors close at the end of the shift"), default=True)

    objects = models.Manager["DoorPlan"]()

    class Meta:
        verbose_name = _("door rules")


class Ticket(models.Model):
    """The ticket of a seat. Phones know it by ``key`` alone, a digest of its number."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="ticket")
    event = models.ForeignKey(Event, models.CASCADE, related_name="tickets", db_index=False)
    number = models.PositiveBigIntegerField()
    key = KeyField(max_length=12)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager["Ticket"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_ticket_of_a_number"),
            models.UniqueConstraint(fields=["event", "key"], name="one_ticket_of_a_key"),
        ]

    @property
    def is_valid(self) -> bool:
        """Whether its seat is taken and nobody withdrew it."""
        return self.revoked_at is None and self.seat.state == Seat.State.SEATED
