"""Imprint: who stands behind the site, as the law wants it told."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="doc-full")
class Imprint(BaseGenericSetting):
    """Facts of the legal notice. Which of them are asked for, the rule pack of the country says."""

    publisher = models.CharField(
        _("publisher of the site"),
        max_length=200,
        blank=True,
        help_text=_("The association, the party, or a person’s full name"),
    )
    publisher_address = models.TextField(_("address"), max_length=300, blank=True)
    publisher_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    registration = models.CharField(
        _("registration number"), max_length=120, blank=True, help_text=_("If there is one")
    )
    on_behalf_of = models.CharField(
        _("on whose behalf"),
        max_length=200,
        blank=True,
        help_text=_("If different from the publisher"),
    )
    director = models.CharField(_("director of publication"), max_length=120, blank=True)
    host = models.CharField(_("host"), max_length=200, blank=True)
    host_address = models.TextField(_("the host’s address"), max_length=300, blank=True)
    host_phone = models.CharField(_("the host’s telephone"), max_length=40, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("publisher"), FieldPanel("publisher_address"), FieldPanel("publisher_phone"),
                FieldPanel("registration"), FieldPanel("on_behalf_of"),
            ],
            heading=_("Publisher"),
        ),
        FieldPanel("director"),
        MultiFieldPanel(
            [FieldPanel("host"), FieldPanel("host_address"), FieldPanel("host_phone")], heading=_("Host")
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("legal notice")

    def __str__(self) -> str:
        return self.publisher
