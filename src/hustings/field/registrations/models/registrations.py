"""Registrations, as they were typed and confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.people.signups.models import Submission, SubmissionQuerySet


class Registration(Submission):
    """A visitor's "I'm coming". It takes seats once confirmed: the shifts in ``wished`` until then."""

    link_salt = "hustings.field.registrations.registration"

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", db_index=False)
    mailbox = KeyField(max_length=254, help_text="One form for all spellings of it: each comes once")
    guests = models.PositiveSmallIntegerField(_("guests"), default=0)
    wished = models.JSONField(default=list, help_text="Shifts asked for, by number")
    answers = models.JSONField(default=dict, help_text="Question -> answer")

    objects = SubmissionQuerySet["Registration"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(fields=["event", "-confirmed_at", "-id"], name="registrations_newest"),
            models.Index(fields=["mailbox", "asked_at"], name="registrations_of_mailbox"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "mailbox"],
                condition=models.Q(confirmed_at__isnull=False, withdrawn_at=None),
                name="one_registration_per_mailbox",
            ),
            *Submission.Meta.constraints,
        ]
