"""The page on which people offer their help."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.site.website.blocks import BodyBlock
from hustings.site.website.models.base import SitePage, searched


class VolunteerPage(SitePage):
    """The form for volunteers, with the campaign's own words around it."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    page_description = _("The form of people who offer their help")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("volunteer page")
