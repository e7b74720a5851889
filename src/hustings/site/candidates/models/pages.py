"""Pages of candidates: one each, from the national theme, and the page that lists and maps them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PagePermissionTester

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import maps
from hustings.foundation.territories.models import Kind
from hustings.site.candidates.models.candidacies import Candidacy
from hustings.site.website.blocks import BodyBlock
from hustings.site.website.discovery import schema_org
from hustings.site.website.models.base import SitePage, in_words, open_to_readers, picture, searched
from hustings.site.website.models.news import NewsPage

MAPPED = {Kind.CONSTITUENCY, Kind.DEPARTMENT, Kind.REGION}  # that there are outlines of
MOST_NEWS = 3
MOST_LISTED = 2_000  # candidates; more are only searched for
MOST_ON_A_LIST = 200


class CandidateIndexPage(SitePage):
    """Find my candidate: by postcode or town, on a map, in a list."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead")]
    parent_page_types = ["website.HomePage"]
    subpage_types = ["candidates.CandidatePage"]
    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("candidates")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the list by department (or what else is around a candidate's territory)."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shown = cache(lambda: list(CandidatePage.shown_below(self)[: MOST_LISTED + 1]))
        context |= {
            "groups": lambda: _by_place(shown()),
            "tiles": settings.MAP_TILES, "tiles_credit": settings.MAP_CREDIT,
            "has_map": lambda: any(page.candidacy.zone.kind in MAPPED for page in shown()),
        }  # fmt: skip
        return context


def _by_place(shown: "list[CandidatePage]") -> "list[tuple[str, list[CandidatePage]]]":
    """By what is around their territories; nobody where there are too many to list."""
    groups: dict[str, list[CandidatePage]] = {}
    for page in shown if len(shown) <= MOST_LISTED else []:
        around = page.candidacy.zone.parent
        groups.setdefault(around.label() if around else "", []).append(page)
    return sorted(groups.items(), key=lambda group: fold(group[0]))


class CandidateTester(PagePermissionTester):
    """A local team writes on its candidates' pages, and does nothing else with them."""

    def _is_of_site(self) -> bool:
        return access.everywhere(self.user, EDIT_SITE)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._is_of_site() and bool(super().can_delete(ignore_bulk))

    def can_move(self) -> bool:
        return self._is_of_site() and bool(super().can_move())

    def can_copy(self) -> bool:
        """Nobody: a candidacy has one page in each language."""
        return False

    def can_view_revisions(self) -> bool:
        return bool(super().can_view_revisions()) and (self.can_edit() or self.can_publish())


class CandidatePage(SitePage):
    """One candidate. Name, territory and deputy come from the candidacy; the rest is written here."""

    candidacy = models.ForeignKey(
        Candidacy, models.PROTECT, related_name="+", editable=False, verbose_name=_("candidacy")
    )
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    portrait = picture(_("portrait"))
    portrait_alt = in_words(_("portrait description"))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    read_with = ["candidacy__election", "candidacy__zone__parent", "candidacy__photo"]
    parent_page_types = ["candidates.CandidateIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False  # made from candidacies
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_alt")], heading=_("Portrait")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("candidate page")

    def permissions_for_user(self, user: Any) -> CandidateTester:
        return CandidateTester(user, self)

    @property
    def picture_to_share(self) -> Any:
        """The chosen one, else the portrait."""
        return self.share_picture or self.shown_portrait

    @property
    def shown_portrait(self) -> Any:
        """The page's own, else the candidacy's photo."""
        return self.portrait or self.candidacy.photo

    @classmethod
    def shown_below(cls, page: Any) -> Any:
        """The published ones with their candidacies, by territory."""
        found = open_to_readers(cls.objects.live().child_of(page), page)
        found = found.select_related("candidacy__zone__parent__parent")
        found = found.filter(candidacy__withdrawn_at=None).order_by(
            "candidacy__zone__code", "candidacy__position", "pk"
        )
        shapes = ["candidacy__zone__shape", "candidacy__zone__parent__shape"]
        return found.defer(*shapes, "candidacy__zone__parent__parent__shape", "body")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the candidacy with its territory, the others of the list, and the news from there."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        candidacy = self.candidacy
        context |= {
            "candidacy": candidacy,
            "zone": candidacy.zone,
            "place": cache(lambda: maps.place(candidacy.zone, candidacy.zone.parent)),
            "others": cache(lambda: list(candidacy.beside().public()[:MOST_ON_A_LIST])),
            "news": cache(lambda: list(NewsPage.near(candidacy.zone, self.locale_id)[:MOST_NEWS])),
        }
        return context

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        """The person who stands, and where else they write: no more than the page shows."""
        one = self.candidacy
        said = {"@type": "Person", "name": one.name, "url": frame.canonical}
        said["memberOf"] = schema_org.campaign(frame)
        if one.email:
            said["email"] = one.email
        said |= schema_org.picture(frame)
        yield {**said, **({"sameAs": one.links} if one.links else {})}
