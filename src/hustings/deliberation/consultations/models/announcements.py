"""Mails about a consultation: what there is to tell, and one row for each of those who are told."""

from typing import Self

from django.db import models
from django.utils import timezone

from hustings.deliberation.consultations.models.consultations import Consultation
from hustings.deliberation.consultations.models.participants import Participant


class Announcement(models.Model):
    """One thing that is told, once, to all whom it concerns: its kind, and the key of its subject."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="announcements", db_index=False
    )
    kind = models.CharField(max_length=40)
    subject = models.PositiveBigIntegerField(help_text="Key of a row that the kind knows")
    asked_at = models.DateTimeField(default=timezone.now)
    reached = models.PositiveBigIntegerField(default=0, help_text="The last voice that has its row")
    spread_at = models.DateTimeField(null=True, blank=True, help_text="When a row stood there for everyone")

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["consultation", "-id"], name="announcements_newest")]
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class AnnouncementMailQuerySet(models.QuerySet["AnnouncementMail"]):
    """Questions about many mails."""

    def waiting(self) -> Self:
        return self.filter(mailed_at=None, dropped_at=None)

    def mailed(self, kind: str) -> Self:
        """Those of a kind that went out."""
        return self.filter(announcement__kind=kind, mailed_at__isnull=False)


class AnnouncementMail(models.Model):
    """One mail to one voice, written down before it goes out. ``dropped_at``: they are not to get it."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="mails", db_index=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    mailed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementMailQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "participant"], name="one_mail_for_a_voice")
        ]
