"""A page for one video."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.shortcuts import get_rendition_or_not_found

from hustings.site.website.blocks import BodyBlock
from hustings.site.website.discovery import schema_org
from hustings.site.website.models.base import SitePage, searched


class VideoPage(SitePage):
    """A video with a few words, at an address of its own."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("video and text"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    page_description = _("One video; it loads only when a visitor clicks")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("video")

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        """Each of its videos: where it lies, and since when."""
        for block in self.body:
            if block.block_type != "video":
                continue
            video, day = block.value, self.first_published_at
            said = {
                "@type": "VideoObject", "name": video["title"], "inLanguage": self.locale.language_code,
                "description": self.lead or self.summary or video["title"],
                "publisher": schema_org.campaign(frame),
            }  # fmt: skip
            if day:
                said["uploadDate"] = day.isoformat()
            if picture := _poster(video, frame):
                said["thumbnailUrl"] = settings.BASE_URL + picture
            if video["transcript"]:
                said["transcript"] = video["transcript"]
            if video["file"]:
                said["contentUrl"] = settings.BASE_URL + video["file"].file.url
            elif video.elsewhere:
                said["embedUrl"] = video.elsewhere.frame
            yield said


def _poster(video: Any, frame: Any) -> str:
    """The picture before it plays, as the page has it, else that of the page."""
    if video["poster"]:
        return str(get_rendition_or_not_found(video["poster"], "width-1280|format-webp").url)
    return frame.shared.url if frame.shared else ""
