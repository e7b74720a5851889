"""The programme: proposals, each with an address of its own to share."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from hustings.website.blocks import BodyBlock, CostBlock
from hustings.website.models.base import SitePage, picture


class ProgrammePage(SitePage):
    """All proposals, in the order of the page tree."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text below the proposals"), blank=True)

    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.ProposalPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("programme")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the proposals."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["proposals"] = ProposalPage.shown_below(self)
        return context


class ProposalPage(SitePage):
    """One proposal: what, why, how, and what it costs."""

    lead = models.TextField(_("in a sentence"), max_length=400)
    picture = picture(_("pictogram"))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    costs = StreamField([("cost", CostBlock())], verbose_name=_("costing"), blank=True)
    total = models.CharField(_("total"), max_length=60, blank=True)
    funding = models.TextField(_("paid for by"), blank=True)

    parent_page_types = ["website.ProgrammePage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("costs"), FieldPanel("total"), FieldPanel("funding")], heading=_("What it costs")
        ),
    ]

    class Meta:
        verbose_name = _("proposal")

    @classmethod
    def shown_below(cls, page: Page) -> Any:
        """The proposals below ``page`` in the order of the tree, with their pictograms ready."""
        found = cls.objects.live().descendant_of(page).order_by("path")
        return found.select_related("picture").prefetch_related("picture__renditions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the proposals before and after this one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["previous"] = self.get_prev_siblings().live().first()
        context["next"] = self.get_next_siblings().live().first()
        return context
