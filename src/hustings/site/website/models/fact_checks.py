"""Fact checks of claims about us: the claim, the verdict on a fixed scale, the answer, the sources."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page

from hustings.site.website.blocks import BodyBlock, SourceBlock
from hustings.site.website.discovery import schema_org
from hustings.site.website.models.base import RoutedPage, SitePage, open_to_readers, searched


class Verdict(models.TextChoices):
    """The scale, the same for everybody. Each has a sign of its own: colour is never all that tells."""

    TRUE = "true", _("True")
    MOSTLY = "mostly", _("Mostly true")
    MISLEADING = "misleading", _("Misleading")
    UNPROVEN = "unproven", _("Unproven")
    FALSE = "false", _("False")


SIGNS = {
    Verdict.TRUE: "✓",
    Verdict.MOSTLY: "≈",
    Verdict.MISLEADING: "!",
    Verdict.UNPROVEN: "?",
    Verdict.FALSE: "✕",
}
# For search engines: 1 is the worst, 5 the best. What is not proven has no number.
RATINGS = {Verdict.TRUE: 5, Verdict.MOSTLY: 4, Verdict.MISLEADING: 2, Verdict.FALSE: 1}


class CorrectionBlock(blocks.StructBlock):
    """A change of what was published, and why."""

    on = blocks.DateBlock(label=_("changed on"))
    because = blocks.TextBlock(label=_("reason"), max_length=500)

    class Meta:
        icon = "edit"
        label = _("Correction")


class FactCheckIndexPage(RoutedPage):
    """All claims checked, newest first, or those of one verdict."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("how you check facts"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.FactCheckPage"]
    page_description = _("Fact checks of claims about you; each claim is a page below it")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("list of fact checks")

    def get_context(
        self, request: HttpRequest, *args: Any, verdict: str = "", **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        checks = list(FactCheckPage.newest_below(self))
        there = {check.verdict for check in checks}
        return context | {
            "checks": [check for check in checks if verdict in ("", check.verdict)],
            "verdicts": [each for each in Verdict if each.value in there],
            "verdict": Verdict(verdict) if verdict else None,
        }

    @path("verdicts/<str:verdict>/", name="verdict")
    def of_verdict(self, request: HttpRequest, verdict: str) -> HttpResponse:
        """The claims of one verdict: an address of its own, no script needed."""
        if verdict not in Verdict.values:
            raise Http404
        response: HttpResponse = self.render(request, verdict=verdict)
        return response


class FactCheckPage(SitePage):
    """One claim and what is true of it."""

    claim = models.TextField(
        _("the claim"), max_length=500, help_text=_("Word for word, without quotation marks.")
    )
    said_by = models.CharField(_("who said it"), max_length=120)
    said_where = models.CharField(_("where"), max_length=160, blank=True)
    said_on = models.DateField(_("when"), null=True, blank=True)
    said_at = models.URLField(_("link to the source"), max_length=500, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    lead = models.TextField(_("our answer in short"), max_length=400)
    body = StreamField(BodyBlock(), verbose_name=_("our answer"), blank=True)
    sources = StreamField(
        [("source", SourceBlock())],
        verbose_name=_("sources"),
        blank=True,
        help_text=_("Write [1], [2] … in the text to refer to them."),
    )
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    corrections = StreamField(
        [("correction", CorrectionBlock())],
        verbose_name=_("corrections"),
        blank=True,
        help_text=_("Changes made after publication, shown below the answer."),
    )

    search_fields = [
        *SitePage.search_fields,
        *searched("claim", "said_by", "said_where", "lead", "body", "sources", "corrections"),
    ]
    parent_page_types = ["website.FactCheckIndexPage"]
    subpage_types: list[str] = []
    page_description = _("One claim: who said it, your verdict on a fixed scale, your answer and its sources")
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("claim"), FieldPanel("said_by"), FieldPanel("said_where"), FieldPanel("said_on"),
                FieldPanel("said_at"),
            ],
            heading=_("What was said"),
        ),
        MultiFieldPanel(
            [FieldPanel("verdict"), FieldPanel("lead"), FieldPanel("checked_on")], heading=_("What is true")
        ),
        FieldPanel("body"),
        FieldPanel("sources"),
        FieldPanel("corrections"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("fact check")

    @classmethod
    def newest_below(cls, page: Page) -> Any:
        """What is published below ``page``."""
        found = open_to_readers(cls.objects.live().descendant_of(page), page)
        found = found.order_by("-checked_on", "-pk")
        return found.select_related("locale")

    @property
    def sign(self) -> str:
        return SIGNS[Verdict(self.verdict)]

    @property
    def rating(self) -> int | None:
        return RATINGS.get(Verdict(self.verdict))

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        rating: dict[str, Any] = {"@type": "Rating", "alternateName": str(self.get_verdict_display())}
        if self.rating:
            rating |= {"ratingValue": self.rating, "bestRating": 5, "worstRating": 1}
        claim: dict[str, Any] = {"@type": "Claim", "author": {"@type": "Person", "name": self.said_by}}
        if self.said_on:
            claim["datePublished"] = self.said_on.isoformat()
        if self.said_at:
            claim["appearance"] = {"@type": "CreativeWork", "url": self.said_at}
        yield {
            "@type": "ClaimReview", "url": frame.canonical, "claimReviewed": self.claim,
            "datePublished": self.checked_on.isoformat(), "author": schema_org.campaign(frame),
            "itemReviewed": claim, "reviewRating": rating,
        }  # fmt: skip
