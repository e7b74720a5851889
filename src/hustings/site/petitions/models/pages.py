"""The page of a petition."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.site.petitions.models.petitions import Petition
from hustings.site.website.blocks import BodyBlock
from hustings.site.website.discovery import schema_org
from hustings.site.website.models.base import SitePage, in_words, picture, searched


class PetitionPage(SitePage):
    """A petition with its form and meter. A translation of the page shows the same petition."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    picture = picture()
    picture_alt = in_words()
    petition = models.ForeignKey(
        Petition, models.PROTECT, related_name="+", verbose_name=_("petition"),
        help_text=_("Created in HQ under “Petitions”."),
    )  # fmt: skip
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    read_with = ["petition__picture"]
    search_fields = [*SitePage.search_fields, *searched("lead", "body", "demand")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("petition"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("petition page")

    def demand(self) -> str:
        """What the petition asks, and of whom, in the language of the page: the search looks into it."""
        with translation.override(self.locale.language_code):
            return f"{self.petition.title} {self.petition.addressee}"

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        """A page to support something by one's name; how many did changes by the second, and is not told."""
        petition = self.petition
        said: dict[str, Any] = {
            "@type": "WebPage", "name": petition.title, "url": frame.canonical,
            "inLanguage": self.locale.language_code, "datePublished": petition.opens_at.isoformat(),
            "audience": {"@type": "Audience", "audienceType": petition.addressee},
            "publisher": schema_org.campaign(frame),
        }  # fmt: skip
        if self.lead:
            said["description"] = self.lead
        if petition.closes_at:
            said["expires"] = petition.closes_at.isoformat()
        said |= schema_org.picture(frame)
        if petition.is_open:
            target = {"@type": "EntryPoint", "urlTemplate": frame.canonical}
            said["potentialAction"] = {"@type": "EndorseAction", "name": petition.title, "target": target}
        yield said
