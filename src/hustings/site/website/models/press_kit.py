"""Press kit: pictures in print size, logos, biographies, contacts, also as one file."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock

from hustings.site.website import kits
from hustings.site.website.models.base import RoutedPage, SitePage, searched


class KitPictureBlock(blocks.StructBlock):
    """A picture that may be printed, with who made it and on what terms."""

    picture = ImageChooserBlock(
        label=_("picture"),
        help_text=_("Offered exactly as uploaded, including the camera’s data."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=200)
    credit = blocks.CharBlock(label=_("credit"), max_length=120)
    licence = blocks.CharBlock(
        label=_("licence"), max_length=200, help_text=_("For example: free for reports on the campaign.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class KitFileBlock(blocks.StructBlock):
    """A logo or another file."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "doc-full"
        label = _("File")


class PressKitPage(RoutedPage):
    """For journalists."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    contact = models.TextField(_("press contact"), max_length=400, blank=True)
    short_biography = RichTextField(_("short biography"), blank=True, features=["bold", "italic", "link"])
    long_biography = RichTextField(
        _("full biography"), blank=True, features=["h3", "bold", "italic", "link", "ul", "ol"]
    )
    pictures = StreamField([("picture", KitPictureBlock())], verbose_name=_("pictures"), blank=True)
    logos = StreamField(
        [("picture", KitPictureBlock()), ("file", KitFileBlock())],
        verbose_name=_("logos and files"),
        blank=True,
    )

    search_fields = [
        *SitePage.search_fields,
        *searched("lead", "contact", "short_biography", "long_biography", "pictures", "logos"),
    ]
    parent_page_types = ["website.HomePage", "website.NewsIndexPage", "website.ContentPage"]
    subpage_types: list[str] = []
    page_description = _("For journalists: print images, logos, biographies and contacts, all in one file")
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("contact"),
        MultiFieldPanel(
            [FieldPanel("short_biography"), FieldPanel("long_biography")], heading=_("Biographies")
        ),
        FieldPanel("pictures"),
        FieldPanel("logos"),
    ]

    class Meta:
        verbose_name = _("press kit")

    @path("kit/", name="kit")
    def kit(self, request: HttpRequest) -> HttpResponse:
        """All as one file: made at the first call after a change, then kept."""
        return redirect(kits.address(self))

    def entries(self) -> list[Any]:
        """Pictures and files in the order of the page."""
        return [*self.pictures, *self.logos]
