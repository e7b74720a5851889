"""Whether readers are asked to come back later."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="lock")
class Maintenance(BaseGenericSetting):
    """While it is on, the site's pages say that they will be back; HQ and ways out of mails stay open."""

    is_on = models.BooleanField(_("the site is closed for work"), default=False)
    until = models.DateTimeField(
        _("until about"),
        null=True,
        blank=True,
        help_text=_("Told to readers and to search engines. Nothing opens by itself then."),
    )

    panels = [
        HelpPanel(content=_("Readers see at once what you choose here. HQ and log-in stay reachable.")),
        FieldPanel("is_on"),
        FieldPanel("until"),
    ]

    class Meta:
        verbose_name = _("maintenance")

    def __str__(self) -> str:
        return str(_("closed for work") if self.is_on else _("open"))
