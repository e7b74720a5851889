"""Mails to all who took part: one for each step."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Phase
from hustings.foundation.lib.text.languages import Translated


class Telling(models.Model):
    """A mail to everyone who took part at one step, sent once."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="telling", verbose_name=_("step"))
    texts = models.JSONField(_("text"), default=dict, help_text="language -> plain text")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail about a step")
        verbose_name_plural = _("mails about steps")

    def __str__(self) -> str:
        return str(self.phase)

    text = Translated("texts")
