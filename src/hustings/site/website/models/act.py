"""The page "Act": what can be done now, near a postcode."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.foundation.territories import place_search
from hustings.site.website import offers
from hustings.site.website.blocks import BodyBlock
from hustings.site.website.models.base import SitePage, searched


class ActPage(SitePage):
    """Open petitions, letters and forms, and the events and local groups near a place."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Open petitions, letters and forms; events and local groups near a postcode")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page “Act”")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the place asked for, and what can be done there."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        asked = place_search.place(request.GET.get("q", ""), request.GET.get("zone", ""))
        return context | {"asked": asked, "sections": offers.sections(request, asked.zone)}
