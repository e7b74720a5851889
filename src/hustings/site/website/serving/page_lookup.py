"""Finds the page of an address in two queries, where Wagtail takes two a step and one for closed ones."""

from copy import copy
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import re_path
from django.utils.translation import get_language
from wagtail import urls as wagtail_urls
from wagtail import views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.images import get_image_model
from wagtail.models import Page

from hustings.site.website.look import pictures
from hustings.site.website.serving import page_context, site_cache


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page, as Wagtail serves it."""
    _lay(request, path)
    found: HttpResponseBase = views.serve(request, path)
    return found


urlpatterns = [
    *(each for each in wagtail_urls.urlpatterns if each.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]


def _lay(request: HttpRequest, path: str) -> None:
    """Lay the way to the page where Wagtail looks for it; elsewhere than at the main site it looks itself."""
    site, home = page_context.asked_site(request), None
    page_context.roots(request)
    if site is not None and site.is_default_site:
        home = page_context.homes(request).get(get_language() or "")
    if home is None:
        return
    names = [name for name in path.split("/") if name]
    trail = _way(request, home, names)
    page, rest = copy(trail[-1]), names[len(trail) - 1 :]
    closed = page_context.closed(request)
    page.is_open = not (any(map(page.path.startswith, closed)) or any(each.alias_of_id for each in trail))
    request._trail = trail[:-1]  # type: ignore[attr-defined]
    request._wagtail_route_for_request = _route(request, page, rest)  # type: ignore[attr-defined]


def _way(request: HttpRequest, home: Page, names: list[str]) -> list[Page]:
    """Front page, path, and page with all it has, unchanged; kept only for names of real pages."""
    here, name = site_cache.of(request), ("way", home.pk, *names)
    known: list[Page] | None = here.pages.get(name)
    if known is not None:
        return known
    found = _read(request, home, names)
    return here.of_page(name, lambda: found) if len(found) == len(names) + 1 else found


def _read(request: HttpRequest, home: Page, names: list[str]) -> list[Page]:
    trail = _cut([home, *_below(home, names)], names)
    if len(trail) == 1:
        return trail
    for each in trail[1:]:
        each.locale = page_context.locales(request)[each.locale_id]
    page = _whole(trail[-1])
    page.locale, page._cached_parent_obj = trail[-1].locale, trail[-2]
    pictures.have_sizes_ready(page)
    page.has_sizes = True
    return [*trail[:-1], page]


def _below(home: Page, names: list[str]) -> list[Page]:
    """The pages of the path below the front page, as far as there are any: one question."""
    if not names:
        return []
    depths = range(home.depth + 1, home.depth + len(names) + 1)
    inside = Page.objects.filter(path__startswith=home.path, slug__in=names, depth__in=depths)
    found = {(page.path[: -Page.steplen], page.slug): page for page in inside}
    trail, path = [], home.path
    for name in names:
        page = found.get((path, name))
        if page is None:
            break
        trail.append(page)
        path = page.path
    return trail


def _cut(trail: list[Page], names: list[str]) -> list[Page]:
    """Up to the first page that answers for what is below by itself, such as for a feed."""
    for at, page in enumerate(trail[:-1]):
        model = page.specific_class
        if page.live and model and issubclass(model, RoutablePageMixin):
            try:
                page.specific_deferred.resolve_subpage(f"/{'/'.join(names[at:])}/")
            except Http404:
                continue
            return trail[: at + 1]
    return trail


def _whole(page: Page) -> Page:
    model = page.specific_class
    if model is None:
        return page
    found: Page = model.objects.select_related(*_read_with(model)).get(pk=page.pk)
    return found


@cache
def _read_with(model: Any) -> tuple[str, ...]:
    image = get_image_model()
    pictures = [each.name for each in model._meta.concrete_fields if each.related_model is image]
    return (*pictures, *getattr(model, "read_with", ()))


def _route(request: HttpRequest, page: Any, rest: list[str]) -> Any:
    if rest and not isinstance(page, RoutablePageMixin):
        return None
    try:
        return page.route(request, rest)
    except Http404:
        return None
