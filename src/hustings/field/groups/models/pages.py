"""Local groups: a search, a list, a map, and a page each."""

from collections.abc import Iterator
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from hustings.field.groups import finder, schema_org
from hustings.field.groups.models import groups, noticeboard
from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.kinds import GroupKind
from hustings.foundation.territories import maps, place_search
from hustings.foundation.territories.nearest import Point
from hustings.site.website.models.base import ListingPage

SIZE = 60
SLUGS = {"fr": "groupes-locaux"}
MOST_POINTS = 20_000


class GroupsPage(ListingPage):
    """Find a local group: by postcode or town, on a map, in a list."""

    section, named_by = "groups", "name"
    search_template = "groups/found_groups.html"

    page_description = _("The local groups, in a list and on a map")

    class Meta:
        verbose_name = _("local groups")

    @classmethod
    def beginning(cls) -> dict[str, str]:
        return {
            "title": gettext("Local groups"),
            "slug": SLUGS.get(get_language() or "", "local-groups"),
            "lead": gettext("Enter your postcode or use the map to find the group near you."),
        }

    @classmethod
    def rows(cls) -> models.QuerySet[Any]:
        return LocalGroup.objects.shown().order_by("pk")

    @staticmethod
    def row_path(pk: int, named: Any) -> str:
        return groups.path_of(pk, named)

    @classmethod
    def may_share(cls, user: Any, pk: int) -> bool:
        return LocalGroup.objects.visible_to(user).filter(pk=pk).exists()

    @classmethod
    def found(cls, words: str) -> models.QuerySet[Any]:
        return LocalGroup.objects.shown().search(words).for_lists().order_by("name_key", "pk")

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        """The group that it shows: no more than its page does."""
        if isinstance(self.stands_for, LocalGroup):
            yield schema_org.group(self.stands_for, frame)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the groups of the place asked for and near it; else all, a page at a time."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if isinstance(self.stands_for, LocalGroup):
            return context | {"group": self.stands_for}
        asked = place_search.place(request.GET.get("q", ""), request.GET.get("zone", ""))
        kinds = list(GroupKind.objects.filter(archived_at=None))
        kind = next((each for each in kinds if each.code == request.GET.get("kind")), None)
        at, only = Point.read(request.GET.get("at", "")), kind.pk if kind else None
        context |= {
            "asked": asked, "tiles": settings.MAP_TILES, "tiles_credit": settings.MAP_CREDIT,
            "kinds": kinds if len(kinds) > 1 else [], "kind": kind,
        }  # fmt: skip
        if asked.zone:
            return context | {"near": finder.near(asked.zone, kind=only)}
        if at and not asked.text:
            return context | {"at": at, "near": finder.near_point(at, kind=only)}
        found = LocalGroup.objects.shown().for_lists().order_by("name_key", "pk")
        if kind:
            found = found.filter(kind=kind)
        rows = list(found.after(request.GET.get("after", ""))[: SIZE + 1])
        more = rows[SIZE - 1].pk if len(rows) > SIZE else None
        return context | {"rows": rows[:SIZE], "more": more, "after": request.GET.get("after", "")}

    @path("<int:pk>/<slug:slug>/", name="group")
    def group(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """One group, with its next dates; one that was merged leads to the other."""
        try:
            return self.show_row(request, pk, slug, "groups/group_page.html")
        except Http404:
            into = LocalGroup.objects.shown().filter(merged__pk=pk).first()
            if into is None:
                raise
            return redirect(f"{self.get_url(request)}{into.path}")

    @path("<int:pk>/<slug:slug>/news/", name="group_news")
    def group_news(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """All that the hosts of one group told everyone."""
        page = self.of_row(pk)
        if page is None or page.stands_for is None:
            raise Http404
        if page.stands_for.path != f"{pk}/{slug}/":
            return redirect(f"{self.get_url(request)}{page.stands_for.path}news/")
        response: HttpResponse = page.render(request, template="groups/noticeboard/all_news.html")
        return response

    def of_row(self, pk: int) -> Self | None:
        rows = noticeboard.with_boards(LocalGroup.objects.shown().for_lists().select_related("picture"))
        group = rows.filter(pk=pk).first()
        if group is None:
            return None
        words = Truncator(group.description or f"{group.name}, {group.zone.name}").chars(155)
        return self.standing_for(
            group, title=group.name, summary=words, line=group.zone.name, picture=group.picture
        )

    @path("points/", name="points")
    def points(self, request: HttpRequest) -> HttpResponse:
        """All on the map: latitude, longitude, name, territory, and where each stands below this page."""
        found = (
            LocalGroup.objects.shown().placed().select_related("zone").defer("zone__shape", "descriptions")
        )
        made = [
            [round(each.lat or 0, 4), round(each.lon or 0, 4), each.name, each.zone.name, each.path]
            for each in found.order_by("pk")[:MOST_POINTS]
        ]
        response = JsonResponse({"points": made})
        response.asks_nothing = True  # type: ignore[attr-defined] # see website.page_cache
        return response

    @path("outlines/", name="outlines")
    def outlines(self, request: HttpRequest) -> HttpResponse:
        """The departments below the points, as lines: the map needs no other server."""
        response = JsonResponse({"lines": maps.departments()})
        response.asks_nothing = True  # type: ignore[attr-defined]
        patch_cache_control(response, public=True, max_age=86_400)
        return response
