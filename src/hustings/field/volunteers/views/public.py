"""The form of people who offer help, alone or for a task; and tasks as everyone sees them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.volunteers import actions
from hustings.field.volunteers.forms.public import OfferForm, asked_charters, empty_offer
from hustings.field.volunteers.models import Task, TaskPlace, VolunteerOffer, VolunteerPage
from hustings.people.signups import recognition
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp
from hustings.site.website.models.base import open_to_readers


def page_url(request: HttpRequest) -> str:
    """The address of the campaign's page with the form; empty where it has none in this language."""
    pages = VolunteerPage.objects.live().filter(locale__language_code=get_language())
    page = open_to_readers(pages).order_by("pk").first()
    return page.get_url(request) or "" if page else ""


@never_cache
@csrf_exempt  # the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer(request: HttpRequest) -> HttpResponse:
    """Offer help: take the form, or show it; on the campaign's own page where it has one."""
    if request.method != "POST" and (url := page_url(request)):
        return redirect(url)
    return _Offering(request, None).answer()


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task, and the short form to take it up."""
    found = get_object_or_404(Task.objects.for_lists(), pk=pk)
    course = _Offering(request, found)
    return course.answer() if found.is_open else course.shut()


class _Offering(FormCourse[OfferForm, Task | None]):
    part, page = "volunteers/offer_form.html", "volunteers/offer_page.html"
    thanks, sent = "volunteers/sent_words.html", "volunteering:sent"
    called = "task"

    def empty(self, source: str, typed: Any) -> OfferForm:
        path = self.request.path if self.request.method != "POST" else source
        return empty_offer(self.subject, path, self.request, typed)

    def bound(self, stamp: Stamp) -> OfferForm:
        person = stamp.known.person if stamp.known else None
        return OfferForm(self.subject, asked_charters(self.subject, person), stamp, self.request.POST)

    def take(self, form: OfferForm) -> VolunteerOffer:
        typed = VolunteerOffer.typed(**form.said, **responses.typed(self.request, form))
        actions.offer(offer=typed)
        return typed

    def words(self, form: OfferForm) -> dict[str, Any]:
        known = recognition.of(self.request)
        if not known or not self.subject:
            return {"task": self.subject}
        mine = TaskPlace.objects.filter(task=self.subject, person=known.person).live()
        return {"task": self.subject, "place": mine.first()}

    def closed(self, form: OfferForm, why: str) -> HttpResponse:
        return self.shut()

    def shut(self) -> HttpResponse:
        return render(self.request, "volunteers/task_closed.html", {"task": self.subject}, status=410)
