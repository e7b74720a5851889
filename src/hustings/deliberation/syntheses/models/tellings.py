"""Mails to all who took part: one for each step, and who wants none."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Participant, Phase
from hustings.foundation.lib.text.languages import Translated


class Telling(models.Model):
    """A mail to everyone who took part at one step, sent once."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="telling", verbose_name=_("step"))
    texts = models.JSONField(_("text"), default=dict, help_text="language -> plain text")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    spread_at = models.DateTimeField(null=True, blank=True, help_text="When a row stood there for everyone")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail about a step")
        verbose_name_plural = _("mails about steps")

    def __str__(self) -> str:
        return str(self.phase)

    text = Translated("texts")


class ToldMail(models.Model):
    """One mail to one of those who took part. ``dropped_at``: it isn't sent, as they want none."""

    telling = models.ForeignKey(Telling, models.CASCADE, related_name="mails", db_index=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="told_mails")
    mailed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["telling", "participant"], name="one_mail_of_a_step")]


class Stop(models.Model):
    """No more mails of this consultation, as its reader asked."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="told_stop")
    stopped_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True
