"""The front page."""

from functools import cache
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from hustings.site.website.blocks import ActBlock, DeedBlock, NumberBlock
from hustings.site.website.models.base import SitePage, in_words, picture, searched
from hustings.site.website.models.news import NewsPage
from hustings.site.website.models.programme import ProposalPage


class HomePage(SitePage):
    """The front page: who runs, for what, and the form to join, all in the first view."""

    kicker = models.CharField(_("line above the slogan"), max_length=80, blank=True)
    slogan = models.CharField(_("slogan"), max_length=80)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    portrait = picture(_("portrait"))
    portrait_alt = in_words(_("portrait description"))
    background = picture(_("picture behind the portrait"))
    form_title = models.CharField(_("title of the form"), max_length=80, blank=True)
    deeds = StreamField([("deed", DeedBlock())], verbose_name=_("calls to action"), blank=True, max_num=3)
    act = StreamField([("act", ActBlock())], verbose_name=_("what is open now"), blank=True, max_num=1)
    numbers = StreamField([("number", NumberBlock())], verbose_name=_("figures"), blank=True, max_num=4)
    word = models.TextField(_("quote from the candidate"), max_length=600, blank=True)
    word_by = models.CharField(_("signed"), max_length=120, blank=True)
    rally = picture(_("wide image"))
    rally_alt = in_words(_("wide image description"))

    search_fields = [
        *SitePage.search_fields,
        *searched("kicker", "slogan", "lead", "word", "numbers", "deeds"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    template = "website/home_page.html"
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kicker"), FieldPanel("slogan"), FieldPanel("lead"), FieldPanel("portrait"),
                FieldPanel("portrait_alt"), FieldPanel("background"), FieldPanel("form_title"),
            ],
            heading=_("First view"),
        ),
        FieldPanel("deeds"),
        FieldPanel("act"),
        FieldPanel("numbers"),
        MultiFieldPanel(
            [FieldPanel("word"), FieldPanel("word_by"), FieldPanel("rally"), FieldPanel("rally_alt")],
            heading=_("Quote"),
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("home page")

    @property
    def picture_to_share(self) -> Any:
        """The chosen one, else the portrait."""
        return self.share_picture or self.portrait

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the newest news and the first proposals below this page, read where they are written anew."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["news"] = cache(lambda: list(NewsPage.newest_below(self)[:3]))
        context["proposals"] = cache(lambda: list(ProposalPage.shown_below(self)[:6]))
        return context
