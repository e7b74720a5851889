"""News."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from hustings.territories.fields import ZonesField
from hustings.territories.models import Containment, Zone
from hustings.website.blocks import BodyBlock
from hustings.website.models.base import SitePage, in_words, picture

PER_PAGE = 12


class NewsIndexPage(SitePage):
    """All news, newest first."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.NewsPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the news of the page asked for."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["news"] = Paginator(NewsPage.newest_below(self), PER_PAGE).get_page(request.GET.get("page"))
        return context


class NewsForm(WagtailAdminPageForm):
    """Territories are typed, as everywhere in HQ."""

    zones = ZonesField(
        label=_("territories"),
        required=False,
        help_text=_("Where the news is from. Candidates there show it on their pages. None: everywhere"),
    )


class NewsPage(SitePage):
    """One piece of news."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(_("lead"), max_length=400)
    picture = picture()
    picture_alt = in_words()
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    zones = ParentalManyToManyField(Zone, blank=True, related_name="+", verbose_name=_("territories"))

    base_form_class = NewsForm
    parent_page_types = ["website.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("zones"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("news")

    @classmethod
    def newest_below(cls, page: Page) -> Any:
        """What is published below ``page``, with pictures in two sizes ready."""
        found = cls.objects.live().descendant_of(page).order_by("-published_on", "-pk")
        return found.select_related("picture").prefetch_related("picture__renditions")

    @classmethod
    def near(cls, zone: Zone, locale: int) -> Any:
        """What is published of ``zone``, of what lies in it or of what it lies in, newest first."""
        around = Containment.objects.filter(inner=zone).values("outer")
        within = Containment.objects.filter(outer=zone).values("inner")
        links = cls.zones.through.objects.filter(models.Q(zone__in=around) | models.Q(zone__in=within))
        found = cls.objects.live().public().filter(locale=locale, pk__in=links.values("newspage"))
        ready = found.select_related("picture").prefetch_related("picture__renditions")
        return ready.order_by("-published_on", "-pk")
