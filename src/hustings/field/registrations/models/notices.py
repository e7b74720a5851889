"""Notices: mails on a registration, each a row before it is sent, so that none is sent twice."""

from django.db import models
from django.utils import timezone

from hustings.field.registrations.models.registrations import Registration


class Notice(models.Model):
    """One mail to one participant. ``about`` tells those of a kind apart: a seat, a change of the event."""

    class Kind(models.TextChoices):
        """Kinds of mails, each with words of its own."""

        ARRANGED = "arranged"  # where they have seats, or wait; after each change of theirs
        OFFERED = "offered"
        LAPSED = "lapsed"
        SEATED = "seated"  # by the team
        REMOVED = "removed"  # by the team
        WITHDRAWN = "withdrawn"
        MOVED = "moved"  # the event has another time or place
        LINK = "link"  # another web address: only to those who have a seat
        OFF = "off"
        ON = "on"  # takes place after all
        DAY_BEFORE = "day_before"
        THAT_DAY = "that_day"

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="notices", db_constraint=False, db_index=False,
        help_text="No constraint: an offer to others would wait for whoever changes their registration",
    )  # fmt: skip
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=40, blank=True)
    was = models.JSONField(default=dict, help_text="Time and place before they changed")
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="When it was true no more, unmailed")

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"], name="notices_unsent", condition=models.Q(mailed_at=None, dropped_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["registration", "kind", "about"], name="one_notice_of_a_kind")
        ]
