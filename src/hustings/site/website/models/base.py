"""Base of all pages of the site."""

from collections.abc import Iterator
from copy import copy
from typing import Any, Protocol, Self

from csp.constants import SELF
from csp.utils import build_policy
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from hustings.foundation.lib.text.text_folding import folded
from hustings.site.website.look import pictures


class SharedPanel(Panel):
    """Shows what those who share the page see, as long as it has no picture of its own for that."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "website/hq/shared_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and not self.instance.share_picture_id)


class SitePage(Page):
    """A page with a picture for those who share it, found under the site's own search words."""

    share_picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture when shared"),
    )  # fmt: skip

    search_fields = [
        *Page.search_fields, index.SearchField("search_description"), index.SearchField("folded_words"),
    ]  # fmt: skip
    promote_panels = [*Page.promote_panels, FieldPanel("share_picture"), SharedPanel()]

    is_open = False  # known to be so
    has_sizes = False  # the sizes of its pictures are at hand

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; unlike what stands around it (a password's form, a preview) it may be kept for others."""
        return self.for_everybody(super().serve(request, *args, **kwargs))

    def for_everybody(self, response: HttpResponse) -> HttpResponse:
        """May be kept for others, is counted where views are counted, and shows what this page may show."""
        response.is_for_everybody = True  # type: ignore[attr-defined]
        response.is_counted = True  # type: ignore[attr-defined]
        if framed := self.framed():
            response["Content-Security-Policy"] = build_policy(update={"frame-src": [SELF, *framed]})
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if not self.has_sizes:
            pictures.have_sizes_ready(self)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context

    def get_view_restrictions(self) -> Any:
        """Who may read it; whoever found the page may know already that everybody may."""
        return PageViewRestriction.objects.none() if self.is_open else super().get_view_restrictions()

    def framed(self) -> list[str]:
        """The servers whose videos this page may show: no other page may show any."""
        body = getattr(self, "body", None) or ()
        found = [block.value.elsewhere for block in body if block.block_type == "video"]
        return sorted({each.origin for each in found if each})

    def folded_words(self) -> str:
        """All that is searched, without accents: PostgreSQL would tell "ete" from "été"."""
        fields = [each for each in self.get_search_fields() if isinstance(each, index.SearchField)]
        found = [each.get_value(self) for each in fields if each.field_name != "folded_words"]
        return folded(" ".join(str(each) for each in found if each))

    @property
    def summary(self) -> str:
        return self.search_description or getattr(self, "lead", "")

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        yield from ()

    @property
    def picture_to_share(self) -> Any:
        """The picture for social networks: the chosen one, else the page's own."""
        return self.share_picture or getattr(self, "picture", None)


class Shown(Protocol):
    """A row with an address of its own below a page."""

    pk: Any

    @property
    def path(self) -> str:
        """Where it stands below the page, in the language that is active."""


class RoutedPage(RoutablePageMixin, SitePage):
    """A page with more addresses below its own, such as those of a theme, a year or a feed."""

    stands_for: Shown | None = None  # the row that the page shows, at its own address below
    index_page: Any = None  # the page itself, where this one stands for a row
    words_to_share = ""  # said with the link of the row, where its summary wouldn't do
    line_to_share = ""  # what is drawn below the title in the picture for those who share the row

    class Meta:
        abstract = True

    def of_row(self, pk: int) -> Self | None:
        """The page as it shows the row of this number, if it shows rows and has this one."""
        return None

    def show_row(self, request: HttpRequest, pk: int, slug: str, template: str) -> HttpResponse:
        """One row at its address; who comes by an old one is led there, with the words that they came by."""
        page = self.of_row(pk)
        if page is None or page.stands_for is None:
            raise Http404
        if page.stands_for.path != f"{pk}/{slug}/":
            words = request.META.get("QUERY_STRING", "")
            place = f"{self.get_url(request)}{page.stands_for.path}"
            return redirect(f"{place}?{words}" if words else place)
        response: HttpResponse = page.render(request, template=template)
        return response

    def standing_for(
        self, row: Shown, *, title: str, summary: str, line: str = "", picture: Any = None, words: str = ""
    ) -> Self:
        """The page as it shows one row: with its title, summary, picture and address."""
        made = copy(self)
        made.stands_for, made.index_page = row, self
        made.title, made.seo_title, made.search_description = title, "", summary
        made.share_picture, made.picture, made.line_to_share = None, picture, line
        made.words_to_share = words
        return made

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page or what stands below it: both may be kept for others."""
        return self.for_everybody(super().serve(request, *args, **kwargs))


class ListingPage(RoutedPage):
    """A page that lists rows of an app, each at an address of its own below. One kind a section."""

    section = ""  # its name in the sitemap and among embeds
    named_by = ""  # the rows' column that their addresses are made of
    search_template = ""  # writes ``rows`` where the search of the site found some

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    search_fields = [*SitePage.search_fields, index.SearchField("lead")]
    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    class Meta:
        abstract = True

    @classmethod
    def beginning(cls) -> dict[str, str]:
        raise NotImplementedError

    @classmethod
    def rows(cls) -> models.QuerySet[Any]:
        """All rows that are shown, in the order of the sitemap."""
        raise NotImplementedError

    @staticmethod
    def row_path(pk: int, named: Any) -> str:
        raise NotImplementedError

    @classmethod
    def may_share(cls, user: Any, pk: int) -> bool:
        """Whether ``user`` writes the texts that this row is shared with."""
        raise NotImplementedError

    @classmethod
    def found(cls, words: str) -> models.QuerySet[Any]:
        raise NotImplementedError


def open_to_readers(pages: Any, of: Page | None = None) -> Any:
    """Pages that no restriction closes, but for what closes ``of``, too. No query of its own."""
    place = models.ExpressionWrapper(models.OuterRef("path"), models.TextField())
    closing = PageViewRestriction.objects.annotate(place=place).filter(
        place__startswith=models.F("page__path")
    )
    if of is not None:
        above = [of.path[:end] for end in range(Page.steplen, len(of.path) + 1, Page.steplen)]
        closing = closing.exclude(page__path__in=above)
    return pages.exclude(models.Exists(closing))


def picture(label: Any = None) -> "models.ForeignKey[Any, Any]":
    """A field for one of Wagtail's pictures."""
    return models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label or _("picture"),
    )


def in_words(label: Any = None) -> "models.CharField[Any, Any]":
    """A field for what a picture shows, since a picture's own description is in one language only."""
    return models.CharField(
        label or _("image description"),
        max_length=255,
        blank=True,
        help_text=_("For screen readers. Leave blank to use the image’s own description."),
    )


def searched(*names: str) -> list[index.SearchField]:
    """Fields that the search of the site looks into."""
    return [index.SearchField(name) for name in names]
