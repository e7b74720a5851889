"""Whether readers are asked to come back later."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="lock")
class Maintenance(BaseGenericSetting):
    """While it is on, the site's pages say that they will be back; HQ and ways out of mails stay open."""

    is_on = models.BooleanField(_("maintenance mode"), default=False)
    until = models.DateTimeField(
        _("expected end"),
        null=True,
        blank=True,
        help_text=_("Shown to visitors. The site doesn’t reopen by itself."),
    )

    panels = [
        HelpPanel(content=_("Takes effect immediately. HQ and log-in stay reachable.")),
        FieldPanel("is_on"),
        FieldPanel("until"),
    ]

    class Meta:
        verbose_name = _("close the site")

    def __str__(self) -> str:
        return str(_("under maintenance") if self.is_on else _("open"))
