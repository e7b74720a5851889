"""The programme: proposals, each with an address of its own to share."""

from functools import cache
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page

from hustings.site.website.blocks import BodyBlock, CostBlock, SourceBlock
from hustings.site.website.hq.widgets import KnownInput
from hustings.site.website.models.base import RoutedPage, SitePage, open_to_readers, picture, searched


class ProgrammePage(RoutedPage):
    """All proposals, in the order of the page tree, or those of one theme."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text below the proposals"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.ProposalPage"]
    page_description = _("Your proposals by theme; each proposal is a page below it")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("programme")

    def get_context(self, request: HttpRequest, *args: Any, theme: str = "", **kwargs: Any) -> dict[str, Any]:
        """Adds the proposals, all or those of one theme, and the themes; read where they are written anew."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = cache(lambda: list(ProposalPage.shown_below(self)))
        themes = cache(lambda: {each.theme_slug: each.theme for each in found() if each.theme_slug})
        if theme and theme not in themes():
            raise Http404
        return context | {
            "proposals": lambda: [each for each in found() if theme in ("", each.theme_slug)],
            "themes": themes, "theme": theme, "theme_name": themes()[theme] if theme else "",
        }  # fmt: skip

    @path("themes/<slug:theme>/", name="theme")
    def of_theme(self, request: HttpRequest, theme: str) -> HttpResponse:
        """The proposals of one theme: an address of its own, no script needed."""
        response: HttpResponse = self.render(request, theme=theme)
        return response


class ProposalPage(SitePage):
    """One proposal: what, why, how, what it costs, and where the figures come from."""

    lead = models.TextField(_("in a sentence"), max_length=400)
    theme = models.CharField(
        _("theme"),
        max_length=60,
        blank=True,
        help_text=_("Proposals with the same theme are shown together."),
    )
    picture = picture(_("pictogram"))
    argument = models.TextField(
        _("the argument in 30 seconds"),
        max_length=480,
        blank=True,
        help_text=_("About 75 words, as you would say it on a doorstep."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    costs = StreamField([("cost", CostBlock())], verbose_name=_("costing"), blank=True)
    total = models.CharField(_("total"), max_length=60, blank=True)
    funding = models.TextField(_("paid for by"), blank=True)
    sources = StreamField(
        [("source", SourceBlock())],
        verbose_name=_("sources"),
        blank=True,
        help_text=_("Write [1], [2] … in the text to refer to them."),
    )

    search_fields = [*SitePage.search_fields, *searched("lead", "body", "funding", "costs")]
    parent_page_types = ["website.ProgrammePage"]
    subpage_types: list[str] = []
    page_description = _("One proposal with its costing, its sources and an argument to pass on")
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("theme", widget=KnownInput("ProposalPage", "theme")),
        FieldPanel("picture"),
        FieldPanel("argument"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("costs"), FieldPanel("total"), FieldPanel("funding")], heading=_("What it costs")
        ),
        FieldPanel("sources"),
    ]

    class Meta:
        verbose_name = _("proposal")

    @classmethod
    def shown_below(cls, page: Page) -> Any:
        """The proposals below ``page`` in the order of the tree, with their pictograms ready."""
        found = open_to_readers(cls.objects.live().descendant_of(page), page).order_by("path")
        return found.select_related("picture", "locale").prefetch_related("picture__renditions")

    @cached_property
    def theme_slug(self) -> str:
        return slugify(self.theme)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["previous"] = cache(lambda: open_to_readers(self.get_prev_siblings().live(), self).first())
        context["next"] = cache(lambda: open_to_readers(self.get_next_siblings().live(), self).first())
        return context
