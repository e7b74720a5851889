"""The form of people who offer help, alone or for a task; and tasks as everyone sees them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.volunteers import actions
from hustings.field.volunteers.forms.public import OfferForm, asked_charters, empty_offer
from hustings.field.volunteers.models import Task, TaskPlace, VolunteerOffer, VolunteerPage
from hustings.people.signups import recognition
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses
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
    if request.method != "POST":
        if url := page_url(request):
            return redirect(url)
        return _show(request, empty_offer(None, request.path, request), 200)
    return _take(request, None)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task, and the short form to take it up."""
    found = get_object_or_404(Task.objects.for_lists(), pk=pk)
    if not found.is_open:
        return render(request, "volunteers/task_closed.html", {"task": found}, status=410)
    if request.method != "POST":
        return _show(request, empty_offer(found, request.path, request), 200)
    return _take(request, found)


def _take(request: HttpRequest, found: Task | None) -> HttpResponse:
    shown = responses.shown(request)
    if shown is None:
        form = empty_offer(found, responses.page_before(request), request, responses.unticked(request.POST))
        form.say_strange()
        return _show(request, form, 410)
    person = shown.known.person if shown.known else None
    form = OfferForm(found, asked_charters(found, person), shown, request.POST)
    if form.is_trapped:
        return _sent(request)
    if not form.is_valid():
        return _show(request, form, 422)
    typed = VolunteerOffer.typed(**form.said, **responses.typed(request, form))
    try:
        actions.offer(offer=typed)
    except Closed:
        return render(request, "volunteers/task_closed.html", {"task": found}, status=410)
    except TooMany:
        form.say_many()
        return _show(request, form, 429)
    return _sent(request, typed)


def _show(request: HttpRequest, form: OfferForm, status: int) -> HttpResponse:
    words: dict[str, Any] = {"form": form, "task": form.task}
    known = recognition.of(request)
    if known and form.task:
        mine = TaskPlace.objects.filter(task=form.task, person=known.person).live()
        words["place"] = mine.first()
    return responses.again(request, "volunteers/offer_form.html", "volunteers/offer_page.html", words, status)


def _sent(request: HttpRequest, row: VolunteerOffer | None = None) -> HttpResponse:
    """Say the same whether the address is new, known, or wants no more mails."""
    return responses.sent(request, "volunteers/sent_words.html", reverse("volunteering:sent"), row)
