"""Those who take part, and what they did before their mail was confirmed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models.consultations import Consultation
from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.territories.models import Zone
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Person
from hustings.people.signups.models import AddressBar, Submission, SubmissionQuerySet


class Shown(models.TextChoices):
    """Faces that a participant shows to others."""

    PSEUDONYM = "pseudonym", _("pseudonym")
    NAME = "name", _("name")


class Participant(models.Model):
    """One voice of a consultation: one for a mailbox, however it is spelt.

    Everything in open data hangs on ``number``, which says nothing of the person. Erased people leave their
    words and votes, if they wish, without any way back to them.
    """

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="participants", db_index=False
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    mailbox = KeyField(max_length=254, null=True, help_text="One form for all spellings; none once erased")
    number = models.PositiveIntegerField(help_text="In open data; in no order")
    pseudonym = models.CharField(_("pseudonym"), max_length=80)
    shown = models.CharField(max_length=12, choices=Shown, default=Shown.PSEUDONYM)
    name = models.CharField(_("name"), max_length=200, blank=True, help_text="As shown, if they chose so")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    joined_at = models.DateTimeField(default=timezone.now)
    barred_at = models.DateTimeField(null=True, blank=True, help_text="Since when they may not act any more")
    barred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    barred_why = models.CharField(max_length=300, blank=True, help_text="For the team")
    no_mail_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when they want no more mails of this consultation"
    )
    foreign_id = models.CharField(max_length=60, blank=True, help_text="Account in the file they came from")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "mailbox"], condition=models.Q(mailbox__isnull=False),
                name="one_voice_per_mailbox",
            ),
            models.UniqueConstraint(fields=["consultation", "number"], name="one_number_per_participant"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name if self.shown == Shown.NAME and self.name else self.pseudonym

    def voices(self) -> models.QuerySet["Participant"]:
        """Theirs in this consultation, under each of their addresses."""
        rows = Participant.objects.filter(consultation=self.consultation_id)
        return rows.filter(person=self.person_id) if self.person_id else rows.filter(pk=self.pk)

    @classmethod
    def standing_for(cls, consultation: Consultation, person: Person, key: str) -> "Participant | None":
        """The voice of ``person``, the oldest where they have several; else that of the address ``key``."""
        where = "consultation_id = %s AND (person_id = %s OR mailbox = %s)"
        rows = sql_rows.find(cls, where, consultation.pk, person.pk, counted_as(key))
        found = min(rows, key=lambda row: (row.person_id != person.pk, row.pk), default=None)
        if found:
            found.consultation = consultation
        return found


class Entry(Submission):
    """A visitor's first acts in a consultation, in order. They count, all at once, when confirmed."""

    link_salt = "hustings.deliberation.consultations.entry"

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="entries", db_index=False)
    mailbox = KeyField(max_length=254)
    shown = models.CharField(max_length=12, choices=Shown, default=Shown.PSEUDONYM)
    acts = models.JSONField(default=list, help_text="[{act, ...}]: as ``acts`` of the app reads them")

    objects = SubmissionQuerySet["Entry"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(fields=["consultation", "mailbox"], name="entries_of_mailbox"),
        ]


class Bar(AddressBar):
    """An address that said "this wasn't me": a fingerprint, so that it gets no more mail of it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="barred", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "fingerprint"], name="one_bar_per_consultation_and_mailbox"
            )
        ]
