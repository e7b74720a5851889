"""How the generated part of the privacy notice changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NoticeChange(models.Model):
    """The notice as it was from a day on, in one language, and what is new or gone since the day before."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    noted_on = models.DateField(_("noted on"), default=timezone.localdate)
    said = models.JSONField(default=list)
    added = models.JSONField(default=list)
    removed = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.noted_on} ({self.language})"
