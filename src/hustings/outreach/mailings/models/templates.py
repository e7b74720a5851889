"""Letters kept to begin other mailings with."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.outreach.emails.blocks import ContentField
from hustings.outreach.emails.models.advertising import Advertised


class Template(Advertised):
    """Letters of a mailing as they were kept, and their label of advertising; not whom it went to."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    content = ContentField(verbose_name=pgettext_lazy("of a mailing", "messages"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    writers = models.JSONField(default=list, blank=True, help_text="Numbers of those who wrote some of it")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        raw = self.content.raw_data
        return str(raw[0]["value"]["subject"]) if raw else ""
