"""The page of an appeal to representatives."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.site.representatives.models.appeals import Appeal
from hustings.site.website.blocks import BodyBlock
from hustings.site.website.models.base import SitePage, in_words, picture, searched


class AppealPage(SitePage):
    """An appeal with its form and what may be said. A translation of the page shows the same appeal."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    picture = picture()
    picture_alt = in_words()
    appeal = models.ForeignKey(
        Appeal, models.PROTECT, related_name="+", verbose_name=_("letter campaign"),
        help_text=_("Created in HQ under “Write to representatives”."),
    )  # fmt: skip
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    read_with = ["appeal"]
    search_fields = [*SitePage.search_fields, *searched("lead", "body", "demand")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("appeal"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("letter page")

    def demand(self) -> str:
        """What the appeal is called in the language of the page: the search looks into it."""
        with translation.override(self.locale.language_code):
            return str(self.appeal.title)
