"""Voices: what visitors wrote or said; and approaches: each to one representative."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models.reasons import Reason
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.signups.models.mailed_links import Linked, LinkedQuerySet
from hustings.site.representatives.models.appeals import Appeal, Way
from hustings.site.representatives.models.directory import Representative


class Outcome(models.TextChoices):
    """How a call went."""

    REACHED = "reached", _("I spoke with them or their team")
    PROMISED = "promised", _("They promised something")
    VOICEMAIL = "voicemail", _("I left a message")
    NO_ANSWER = "no_answer", _("Nobody answered")
    REFUSED = "refused", _("They did not want to listen")


class VoiceQuerySet(LinkedQuerySet["Submission"]):
    """Questions about many voices."""

    def confirmed(self) -> "VoiceQuerySet":
        """Those whose writer followed the link, and did not take it back."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)

    def visible_to(self, user: Any) -> "VoiceQuerySet":
        """Those of the zones where ``user`` may see people; of no known zone only from everywhere."""
        return access.within(self, user, VIEW_PEOPLE)


class Submission(Linked):
    """A visitor's letter or call for an appeal. It counts once the link in the mail has been followed."""

    link_salt = "hustings.site.representatives.voice"
    phone = ""  # never asked

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="voices", db_index=False)
    way = models.CharField(_("way"), max_length=8, choices=Way)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="voices", db_index=False
    )
    address = models.CharField(_("e-mail"), max_length=254)
    key = KeyField(max_length=254, help_text="mailguard's Address.key")
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    postcode = models.CharField(_("postcode"), max_length=12)
    zone = models.ForeignKey(
        Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    consents = models.JSONField(default=dict, help_text="purpose -> id of the wording shown; those ticked")
    source = models.CharField(_("page"), max_length=200)
    came = models.JSONField(null=True, help_text="By what the visitor came")
    ref = models.CharField(max_length=100, blank=True, help_text="The link of a letter, as the form had it")
    visitor = models.CharField(max_length=32, blank=True, help_text="Keyed digest of network and day")
    form_key = models.CharField(max_length=32, null=True, help_text="Twice the same is one")
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True, help_text="Of a letter, until some days after it was sent")
    prints = models.BinaryField(default=bytes, help_text="Keyed digests of rows of words: for likeness")
    asked_at = models.DateTimeField(_("written"), default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True, help_text="When its text was deleted")

    objects = VoiceQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        indexes = [
            models.Index(fields=["key", "asked_at"], name="voices_by_key"),
            models.Index(fields=["visitor", "asked_at"], name="voices_by_visitor"),
            models.Index(fields=["appeal", "-confirmed_at", "-id"], name="voices_by_appeal"),
            models.Index(
                fields=["person", "appeal"], condition=models.Q(person__isnull=False), name="voices_of_person"
            ),
            models.Index(
                fields=["asked_at"], condition=models.Q(confirmed_at=None), name="voices_unconfirmed"
            ),
            models.Index(fields=["confirmed_at"], condition=models.Q(emptied_at=None), name="voices_full"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], condition=models.Q(form_key__isnull=False), name="one_voice_per_form"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_letter(self) -> bool:
        """Written, not said."""
        return self.way == Way.LETTER


class ContactAttempt(models.Model):
    """One voice to one representative: a row before anything leaves."""

    voice = models.ForeignKey(Submission, models.CASCADE, related_name="approaches")
    representative = models.ForeignKey(
        Representative, models.PROTECT, related_name="approaches", db_index=False
    )
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="approaches", db_index=False)
    way = models.CharField(max_length=8, choices=Way)
    key = KeyField(max_length=254, help_text="Of the voice: one to each representative")
    outcome = models.CharField(_("how it went"), max_length=10, choices=Outcome, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True, help_text="When the voice was confirmed")
    due_at = models.DateTimeField(null=True, blank=True, help_text="Of a letter that we send")
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="It counts for the hour from here")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    came_back_at = models.DateTimeField(_("came back"), null=True, blank=True)
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

    def __str__(self) -> str:
        return f"{self.voice_id} to {self.representative_id}"
