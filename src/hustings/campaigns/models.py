"""Who the campaign is: the name, addresses and languages that mails and pages show."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="cog")
class Campaign(BaseGenericSetting):
    """The one campaign of this installation."""

    name = models.CharField(_("name"), max_length=100, default="Hustings")
    sender_name = models.CharField(
        _("sender's name"), max_length=100, blank=True, help_text=_("Empty: the name")
    )
    sender_address = models.EmailField(
        _("sender's address"), blank=True, help_text=_("Empty: the one in the settings")
    )
    reply_to = models.EmailField(_("answers go to"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True, help_text=_("Shown below each mail"))
    privacy_contact = models.EmailField(_("privacy contact"), blank=True)
    language = models.CharField(_("first language"), max_length=5, choices=settings.LANGUAGES, default="fr")

    class Meta:
        verbose_name = _("campaign")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Campaign":
        """The campaign, made with defaults at first use."""
        campaign: Campaign = cls.load()
        return campaign

    @property
    def sender(self) -> tuple[str, str]:
        """Name and address that mails come from."""
        return self.sender_name or self.name, self.sender_address or settings.DEFAULT_FROM_EMAIL
