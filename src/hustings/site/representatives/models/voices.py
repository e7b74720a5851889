"""Voices: what visitors wrote or said; and approaches: each to one representative."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.outreach.delivery.models.reasons import Reason
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.signups.models import Submission, SubmissionQuerySet
from hustings.site.representatives.models.appeals import Appeal, Way
from hustings.site.representatives.models.directory import Representative


class Outcome(models.TextChoices):
    """How a call went."""

    REACHED = "reached", _("I spoke with them or their team")
    PROMISED = "promised", _("They promised something")
    VOICEMAIL = "voicemail", _("I left a message")
    NO_ANSWER = "no_answer", _("No answer")
    REFUSED = "refused", _("They didn’t want to listen")


class VoiceQuerySet(SubmissionQuerySet["Voice"]):
    """Questions about many voices."""

    def visible_to(self, user: Any) -> "VoiceQuerySet":
        """Those of the zones where ``user`` may see people; of no known zone only from everywhere."""
        return access.within(self, user, VIEW_PEOPLE)


class Voice(Submission):
    """A visitor's letter or call for an appeal. It counts once the link in the mail has been followed."""

    link_salt = "hustings.site.representatives.voice"

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="voices", db_index=False)
    way = models.CharField(_("channel"), max_length=8, choices=Way)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True, help_text="Of a letter, until some days after it was sent")
    prints = models.BinaryField(default=bytes, help_text="Keyed digests of rows of words: for likeness")
    emptied_at = models.DateTimeField(null=True, blank=True, help_text="When its text was deleted")

    objects = VoiceQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        indexes = [
            *Submission.Meta.indexes[:3],
            models.Index(fields=["appeal", "-confirmed_at", "-id"], name="voices_by_appeal"),
            models.Index(
                fields=["person", "appeal"], condition=models.Q(person__isnull=False), name="voices_of_person"
            ),
            models.Index(fields=["confirmed_at"], condition=models.Q(emptied_at=None), name="voices_full"),
        ]

    @property
    def is_letter(self) -> bool:
        """Written, not said."""
        return self.way == Way.LETTER


class ContactAttempt(models.Model):
    """One voice to one representative: a row before anything leaves."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="approaches")
    representative = models.ForeignKey(
        Representative, models.PROTECT, related_name="approaches", db_index=False
    )
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="approaches", db_index=False)
    way = models.CharField(max_length=8, choices=Way)
    key = KeyField(max_length=254, help_text="Of the voice: one to each representative")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True, help_text="When the voice was confirmed")
    due_at = models.DateTimeField(null=True, blank=True, help_text="Of a letter that we send")
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="It counts for the hour from here")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    came_back_at = models.DateTimeField(_("bounced"), null=True, blank=True)
    came_back_why = models.CharField(max_length=9, choices=Reason, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "representative", "way", "key"],
                condition=models.Q(counted_at__isnull=False),
                name="one_approach_per_address",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(due_at__isnull=False, claimed_at=None),
                name="approaches_due",
            ),
            models.Index(
                fields=["representative", "claimed_at"], condition=models.Q(claimed_at__isnull=False),
                name="approaches_of_the_hour",
            ),
            models.Index(fields=["representative", "-id"], name="approaches_by_representative"),
            models.Index(fields=["key", "counted_at"], name="approaches_by_key"),
        ]  # fmt: skip
