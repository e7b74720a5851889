"""What can be shown in other sites' pages. One more kind is a class here, and its place in ``KINDS``."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from hustings.events.models import AgendaPage, Event
from hustings.lib import asked
from hustings.petitions.models import Petition, PetitionPage
from hustings.petitions.views import public as petitions
from hustings.surveys.models import Questionnaire
from hustings.surveys.views import public as forms
from hustings.territories.models import Zone
from hustings.website import listings
from hustings.website import views as website
from hustings.website.models import SignUpPage

MOST = 200  # of one kind in the list of HQ
JOIN = "join"
ALL = "all"
MOST_DATES = 10  # in a frame


@dataclass(frozen=True)
class Thing:
    """One thing that can be shown: its title, the words of its link, and where it is on our own site."""

    kind: str
    key: str
    title: str
    call: str
    path: str
    row: Any = None

    @property
    def name(self) -> str:
        """As code that is copied says it."""
        return f"{self.kind}/{self.key}"

    @property
    def address(self) -> str:
        """Of its page, for readers of other sites."""
        return self.path if "://" in self.path else f"{settings.BASE_URL}{self.path}"


class Kind(ABC):
    """One kind of things. What readers may not see on our site is not found here, either."""

    name: str
    label: Any

    @abstractmethod
    def find(self, key: str) -> Thing | None:
        """The thing as it is in the language that is active."""

    @abstractmethod
    def listed(self) -> Iterable[Thing]:
        """All there are, for HQ."""

    @abstractmethod
    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        """The page within the frame; where something was typed, what comes of it."""

    @abstractmethod
    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        """What is shown once something was sent."""


class SignUpKind(Kind):
    """The form by which people join: there is one."""

    name, label = "sign-up", gettext_lazy("sign-up")

    def find(self, key: str) -> Thing | None:
        page = _page(SignUpPage.objects.all()) if key == JOIN else None
        return page and Thing(self.name, JOIN, page.title, page.title, page.get_url() or "/", page)

    def listed(self) -> Iterable[Thing]:
        return [found] if (found := self.find(JOIN)) else []

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return website.sign_ups(request)
        return render(request, "embeds/sign_up.html", {"sign_up_page": thing.row, "thing": thing})

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return website.sent(request)


class PetitionKind(Kind):
    """Petitions that have a page on the site."""

    name, label = "petition", gettext_lazy("petition")

    def find(self, key: str) -> Thing | None:
        page = _page(PetitionPage.objects.filter(petition=asked.key(key)).select_related("petition"))
        return page and self._of(page)

    def listed(self) -> Iterable[Thing]:
        pages: dict[int, Any] = {}
        found = PetitionPage.objects.live().public().filter(petition__delivered_at=None)
        for page in found.select_related("petition", "locale").order_by("-petition", "pk")[: 2 * MOST]:
            if page.petition_id not in pages or page.locale.language_code == get_language():
                pages[page.petition_id] = page
        return [self._of(page) for page in pages.values()]

    def _of(self, page: PetitionPage) -> Thing:
        petition: Petition = page.petition
        call = _("Sign: %(title)s") % {"title": petition}
        return Thing(self.name, str(petition.pk), str(petition), call, page.get_url() or "/", page)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return petitions.signatures(request, thing.row.petition_id)
        words = {"petition": thing.row.petition, "petition_page": thing.row, "thing": thing}
        return render(request, "embeds/petition.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return petitions.sent(request)


class FormKind(Kind):
    """Forms and surveys that were opened."""

    name, label = "form", gettext_lazy("form")

    def find(self, key: str) -> Thing | None:
        found = Questionnaire.objects.exclude(opens_at=None).filter(slug=key).first()
        return self._of(found) if found else None

    def listed(self) -> Iterable[Thing]:
        found = Questionnaire.objects.exclude(opens_at=None)[:MOST]
        return [self._of(each) for each in found if each.is_open]

    def _of(self, form: Questionnaire) -> Thing:
        return Thing(self.name, form.slug, str(form), str(form), form.path, form)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return forms.form(request, thing.key)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return forms.thanks(request, thing.key)


class AgendaKind(Kind):
    """Dates ahead: all of them, or those of a territory and around it."""

    name, label = "agenda", gettext_lazy("agenda")

    def find(self, key: str) -> Thing | None:
        start = listings.address(AgendaPage, "", (get_language() or "")[:2])
        zone = Zone.objects.labelled().filter(pk=asked.key(key) or 0).first() if key != ALL else None
        return self._of(start, zone) if start and (zone or key == ALL) else None

    def listed(self) -> Iterable[Thing]:
        start = listings.address(AgendaPage, "", (get_language() or "")[:2])
        if not start:
            return []
        named = Event.objects.shown().upcoming().order_by().values("zone")
        zones = Zone.objects.labelled().filter(pk__in=named).order_by("name_key", "pk")[:MOST]
        return [self._of(start, None), *(self._of(start, zone) for zone in zones)]

    def _of(self, start: str, zone: Zone | None) -> Thing:
        if zone is None:
            title, key, path = _("Agenda"), ALL, start
        else:
            title = _("Dates: %(place)s") % {"place": zone.label()}
            key, path = str(zone.pk), f"{start}?zone={zone.pk}"
        return Thing(self.name, key, title, title, path, (start, zone))

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        start, zone = thing.row
        found = Event.objects.shown().upcoming()
        dates = (found.near(zone) if zone else found).for_lists()[:MOST_DATES]
        words = {"thing": thing, "dates": list(dates), "agenda_url": start}
        return render(request, "embeds/agenda.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return self.show(request, thing)  # nothing can be sent


KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (SignUpKind(), PetitionKind(), FormKind(), AgendaKind())
}


def find(kind: str, key: str) -> Thing | None:
    """The thing of these names, where readers may see it."""
    return KINDS[kind].find(key) if kind in KINDS else None


def path_of(thing: Thing) -> str:
    """Its address for frames, in the language that is active."""
    return reverse("embeds_public:embed", args=[thing.kind, thing.key])


def named(source: str) -> str:
    """``/en/embeds/petition/3/`` in words, for whoever reads where somebody comes from."""
    _start, _language, place, *rest = [*source.split("/"), "", "", ""]
    if _start or place != "embeds":
        return ""
    thing = find(rest[0], rest[1])
    return _("“%(title)s”, shown on another site") % {"title": thing.title} if thing else ""


def _page(pages: Any) -> Any:
    """The one that everybody may read, in this language where there is one."""
    found: list[Page] = list(pages.live().public().select_related("locale").order_by("path")[:20])
    mine = [page for page in found if page.locale.language_code == (get_language() or "")[:2]]
    return next(iter(mine or found), None)
