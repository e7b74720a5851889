"""News and press releases."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page

from hustings.foundation.territories.fields import ZonesField
from hustings.foundation.territories.models import Containment, Zone
from hustings.site.website.blocks import BodyBlock
from hustings.site.website.discovery import feeds, schema_org
from hustings.site.website.hq.widgets import KnownInput
from hustings.site.website.models.base import (
    RoutedPage,
    SitePage,
    in_words,
    open_to_readers,
    picture,
    searched,
)
from hustings.site.website.models.news_lists import Listing


class NewsIndexPage(RoutedPage):
    """All news and press releases, newest first; those of a topic, of a year, for the press; and feeds."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    press_contact = models.TextField(
        _("press contact"),
        max_length=400,
        blank=True,
        help_text=_("Shown below press releases without a contact of their own."),
    )

    search_fields = [*SitePage.search_fields, *searched("lead")]
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.NewsPage", "website.PressKitPage"]
    page_description = _("Your news and press releases, with feeds")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("press_contact")]

    class Meta:
        verbose_name = _("news list")

    def get_context(
        self, request: HttpRequest, *args: Any, year: int = 0, topic: str = "", kind: str = "", **kwargs: Any
    ) -> dict[str, Any]:
        """Adds what is listed, read where the template asks: not where it has the part in memory."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        listed = Listing(self, NewsPage, year, topic, kind)
        if (topic and topic not in listed.topics) or (year and year not in listed.years):
            raise Http404
        asked = request.GET.get("page", "")
        listed.turn_to(asked if len(asked) < 7 else "1")
        return context | {
            "listed": listed, "number": listed.number, "topic": topic, "year": year, "kind": kind,
            "chosen": listed.topics.get(topic) if topic else year or (_("Press releases") if kind else ""),
        }  # fmt: skip

    @path("topics/<slug:topic>/", name="topic")
    def of_topic(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self._chosen(request, topic=topic)

    @path("years/<int:year>/", name="year")
    def of_year(self, request: HttpRequest, year: int) -> HttpResponse:
        if not year:  # 0000
            raise Http404
        return self._chosen(request, year=year)

    @path("press/", name="press")
    def for_the_press(self, request: HttpRequest) -> HttpResponse:
        """The press releases alone."""
        return self._chosen(request, kind=NewsPage.Kind.PRESS.value)

    def _chosen(self, request: HttpRequest, **by: Any) -> HttpResponse:
        response: HttpResponse = self.render(request, **by)
        return response

    @path("feed/", name="feed")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The newest, as Atom."""
        return feeds.answer(request, self, list(NewsPage.in_feed(self)), feeds.Atom1Feed)

    @path("press/feed/", name="press_feed")
    def releases(self, request: HttpRequest) -> HttpResponse:
        """The newest press releases alone, as Atom."""
        found = NewsPage.in_feed(self, kind=NewsPage.Kind.PRESS)
        return feeds.answer(request, self, list(found), feeds.Atom1Feed, str(_("Press releases")), "press/")

    @path("feed/rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        """The newest, as RSS."""
        return feeds.answer(request, self, list(NewsPage.in_feed(self)), feeds.Rss201rev2Feed)


class NewsForm(WagtailAdminPageForm):
    """Territories are typed, as everywhere in HQ."""

    zones = ZonesField(
        label=_("territories"),
        required=False,
        help_text=_("Also shown on the pages of candidates there. Leave blank for everywhere."),
    )


class NewsPage(SitePage):
    """One piece of news, or one press release."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        PRESS = "press", _("press release")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    published_on = models.DateField(_("date"), default=timezone.localdate)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    lead = models.TextField(_("lead"), max_length=400)
    picture = picture()
    picture_alt = in_words()
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    zones = ParentalManyToManyField(Zone, blank=True, related_name="+", verbose_name=_("territories"))
    contact = models.TextField(
        _("press contact"),
        max_length=400,
        blank=True,
        help_text=_("For a press release. Leave blank for the contact of the news list."),
    )

    base_form_class = NewsForm
    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("News or a press release; schedule it to keep an embargo")
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("published_on"),
                FieldPanel("topic", widget=KnownInput("NewsPage", "topic")),
            ],
            heading=_("Kind"),
        ),
        FieldPanel("zones"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = _("news")

    @classmethod
    def newest_below(cls, page: Page) -> Any:
        """What is published below ``page``, with pictures in two sizes ready."""
        found = open_to_readers(cls.objects.live().descendant_of(page), page)
        found = found.order_by("-published_on", "-pk")
        return found.select_related("picture", "locale").prefetch_related("picture__renditions")

    @classmethod
    def near(cls, zone: Zone, locale: int) -> Any:
        """What is published of ``zone``, of what lies in it or of what it lies in, newest first."""
        around = Containment.objects.filter(inner=zone).values("outer")
        within = Containment.objects.filter(outer=zone).values("inner")
        links = cls.zones.through.objects.filter(models.Q(zone__in=around) | models.Q(zone__in=within))
        found = open_to_readers(cls.objects.live().filter(locale=locale, pk__in=links.values("newspage")))
        ready = found.select_related("picture").prefetch_related("picture__renditions")
        return ready.order_by("-published_on", "-pk")

    @classmethod
    def in_feed(cls, page: Page, **only: Any) -> Any:
        """What feeds tell: the newest that everybody may read."""
        found = cls.objects.live().public().child_of(page).filter(**only).order_by("-published_on", "-pk")
        return found.select_related("locale")[: feeds.MOST]

    @cached_property
    def topic_slug(self) -> str:
        return slugify(self.topic)

    @property
    def is_release(self) -> bool:
        return self.kind == self.Kind.PRESS

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the list it belongs to, whom the press may ask, and in a preview the end of an embargo."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        index = self.get_parent().specific_deferred
        context["index"] = index if index.live else None
        context["press_contact"] = (self.contact or index.press_contact) if self.is_release else ""
        waits = self.go_live_at is not None and self.go_live_at > timezone.now()
        context["embargo"] = self.go_live_at if waits else None
        return context

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        ours = schema_org.campaign(frame)
        said = {
            "@type": "NewsArticle", "headline": self.title[:110], "description": self.summary,
            "datePublished": self.published_on.isoformat(), "mainEntityOfPage": frame.canonical,
            "inLanguage": self.locale.language_code, "publisher": ours, "author": ours,
        }  # fmt: skip
        if self.last_published_at:
            said["dateModified"] = self.last_published_at.isoformat()
        yield said | schema_org.picture(frame)
