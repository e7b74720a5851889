"""Redirects, by hand or from a table (``redirect_tables``), lead to something, and on one way.

Saved ones are followed: circles are refused, chains cut to their end.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import resolve
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import middleware, views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from hustings.site.website.serving.page_context import Asked

Place = tuple[int | None, str]  # the site (None: each) and the path, as redirects know paths


def check_in_hq() -> None:
    views.CreateView.form_class = views.EditView.form_class = CheckedForm


class CheckedForm(RedirectForm):
    def clean(self) -> None:
        super().clean()
        typed = self.cleaned_data
        if self.errors or not typed.get("old_path"):
            return
        site = typed.get("site")
        here: Place = (site.pk if site else None, Redirect.normalise_path(typed["old_path"]))
        self.known = Known()
        if page := typed.get("redirect_page"):
            if self.known.is_at(page, here):
                raise forms.ValidationError(
                    _("This page is already at %(path)s: choose another target.") % {"path": here[1]}
                )
            return
        if last := self.known.end(here, typed.get("redirect_link", ""), self.instance.pk):
            typed |= {"redirect_page": last.redirect_page, "redirect_link": last.redirect_link}
            self.instance.redirect_page_route_path = last.redirect_page_route_path

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if commit:
            end = {name: getattr(saved, name) for name in END}
            for each in Redirect.objects.filter(redirect_link__contains=saved.old_path).exclude(pk=saved.pk):
                place = self.known.place(each.redirect_link)
                if place and is_of(saved, place) and not self.known.answers(place):
                    Redirect.objects.filter(pk=each.pk).update(**end)
        return saved


END = ("redirect_page", "redirect_page_route_path", "redirect_link")


class Known:
    """What is asked while ways are followed, of the database each time; of a whole table: see below."""

    def __init__(self) -> None:
        self.asked = Asked()

    @cached_property
    def sites(self) -> list[Site]:
        return list(Site.objects.order_by("-is_default_site", "pk"))

    def end(self, here: Place, link: str, own: int | None) -> Redirect | None:
        """The last redirect that a link from ``here`` goes through, if any; a circle is refused."""
        steps = list(self._steps(here, link, own))
        if steps and steps[-1] is None:
            way = " → ".join([here[1], *(each.old_path for each in steps if each), here[1]])
            raise forms.ValidationError(
                _("This redirect would loop: %(way)s. Enter the page’s current address.") % {"way": way}
            )
        return steps[-1] if steps else None

    def _steps(self, here: Place, link: str, own: int | None) -> Iterator[Redirect | None]:
        """The redirects that a link goes through; None at the end where it comes back ``here``."""
        seen: set[Place] = set()
        while place := self.place(link):
            if place[1] == here[1] and here[0] in {None, place[0]}:
                yield None
                return
            found = None if self.answers(place) else self.at(place, own)
            if found is None or (found.site_id, found.old_path) in seen:
                return
            seen.add((found.site_id, found.old_path))
            yield found
            if found.redirect_page_id:
                if self.is_at(found.redirect_page, here):
                    yield None
                return
            link = found.redirect_link

    def place(self, link: str) -> Place | None:
        """Where a link to this installation leads; None for links elsewhere."""
        to = urlsplit(link)
        if not to.path and not to.netloc:
            return None
        site = next((each for each in self.sites if each.is_default_site), None)
        if to.netloc:
            hosts = [each for each in self.sites if each.hostname == to.hostname]
            by_port = [
                each for each in hosts if each.port == (to.port or {"http": 80, "https": 443}.get(to.scheme))
            ]
            site = next(iter(by_port or hosts), None)
        path = Redirect.normalise_path(f"{to.path}?{to.query}" if to.query else to.path)
        return (site.pk, path) if site else None

    def at(self, place: Place, own: int | None) -> Redirect | None:
        found = Redirect.objects.filter(old_path=place[1]).exclude(pk=own).select_related("redirect_page")
        return nearest(found, place)

    def is_at(self, page: Page, here: Place) -> bool:
        parts = page.get_url_parts(self.asked)
        if not parts or parts[2] is None:
            return False
        return Redirect.normalise_path(parts[2]) == here[1] and here[0] in {None, parts[0]}

    def answers(self, place: Place) -> bool:
        """Whether a page is there, so that no redirect is looked for."""
        path = place[1].partition("?")[0]
        try:
            with override(get_language_from_path(path) or get_language()):
                found = resolve(f"{path.rstrip('/')}/")
        except Http404:
            return False
        if found.url_name != "wagtail_serve":
            return True
        pages = self.pages(path.rpartition("/")[2])
        return any(self.is_at(page, (place[0], Redirect.normalise_path(path))) for page in pages)

    def pages(self, slug: str) -> Iterable[Page]:
        found: Iterable[Page] = Page.objects.live().filter(slug=slug)
        return found


def nearest(found: Iterable[Redirect], place: Place) -> Redirect | None:
    return min(
        (each for each in found if is_of(each, place)), key=lambda each: each.site_id is None, default=None
    )


def is_of(redirect: Redirect, place: Place) -> bool:
    return redirect.old_path == place[1] and redirect.site_id in {None, place[0]}


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Says not found rather than lead back to where a reader comes from: a page renamed there and back."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        found: HttpResponseBase = super().process_response(request, response)
        if found is response:
            return found
        to = urlsplit(found["Location"])
        back = to.netloc in {"", request.get_host()} and Redirect.normalise_path(
            f"{to.path}?{to.query}"
        ) == Redirect.normalise_path(request.get_full_path())
        return response if back else found
