"""A page for one video."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.website.blocks import BodyBlock
from hustings.website.models.base import SitePage, searched


class VideoPage(SitePage):
    """A video with a few words, at an address of its own."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("video and text"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    page_description = _("One video: nothing is asked of its server before a reader clicks")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("video")
