"""Pages of whoever helps: what they can do and what they took up.

All of it is their own: whoever this browser is known to be of needs no link by mail.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from hustings.field.volunteers import actions, availability, matching, own_cards
from hustings.field.volunteers.forms.public import DayOffForm, ProfileForm, is_charter_asked
from hustings.field.volunteers.models import DayOff, Hours, Task, TaskPlace, Volunteer
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.selfservice.forms import PauseForm
from hustings.people.selfservice.views.own_page import shown
from hustings.people.selfservice.views.recognised import recognised
from hustings.people.signups.recognition import Known


def _page(request: HttpRequest, name: str, words: dict[str, Any], status: int = 200) -> HttpResponse:
    words["done"] = own_cards.done(request)
    return shown(request, f"volunteers/{name}.html", words, status)


def _mine(person: Person) -> Volunteer | None:
    return Volunteer.objects.live().filter(person=person).select_related("person__zone").first()


@recognised
@require_safe
def me(request: HttpRequest, known: Known) -> HttpResponseBase:
    """Their profile; who offers no help yet is led to the form."""
    found = _mine(known.person)
    return _profile(request, found) if found else redirect("volunteering:volunteer")


def _profile(request: HttpRequest, found: Volunteer, status: int = 200, **forms: Any) -> HttpResponse:
    days_off = list(DayOff.objects.filter(person=found.person))
    words: dict[str, Any] = {
        "volunteer": found, "form": ProfileForm(found), "off_form": DayOffForm(), "days_off": days_off,
        "pause_form": PauseForm(), "times": availability.told(found.times),
        "skills": found.person.held_skills.select_related("skill"),
        "acceptances": found.person.charter_acceptances.select_related("version__charter"),
    }  # fmt: skip
    return _page(request, "me", words | forms, status)


def _deed(request: HttpRequest, known: Known) -> Volunteer:
    return get_object_or_404(Volunteer.objects.live().select_related("person"), person=known.person)


def _back(done: str) -> HttpResponse:
    return redirect(f"{reverse('volunteering:me')}?done={done}#done")


@recognised
@require_POST
def profile(request: HttpRequest, known: Known) -> HttpResponse:
    found = _deed(request, known)
    form = ProfileForm(found, request.POST)
    if not form.is_valid():
        return _profile(request, found, 422, form=form)
    said = form.cleaned_data
    actions.change_profile(
        volunteer=found, km=said["km"], times=said["times"], age=said["age"], skills=said["skills"]
    )
    return _back("saved")


@recognised
@require_POST
def days_off(request: HttpRequest, known: Known) -> HttpResponse:
    """More days on which they can't."""
    found = _deed(request, known)
    form = DayOffForm(request.POST)
    if not form.is_valid():
        return _profile(request, found, 422, off_form=form)
    kept = list(DayOff.objects.filter(person=known.person).values_list("first", "last"))
    new = (form.cleaned_data["first"], form.cleaned_data["last"])
    actions.set_days_off(person=known.person, days=sorted({*kept, new}))
    return _back("saved")


@recognised
@require_POST
def day_off_removal(request: HttpRequest, known: Known, pk: int) -> HttpResponse:
    get_object_or_404(DayOff, pk=pk, person=known.person).delete()
    return _back("saved")


@recognised
@require_POST
def pause(request: HttpRequest, known: Known) -> HttpResponse:
    """No questions for a while, or again from now on."""
    found = _deed(request, known)
    if "end" in request.POST:
        actions.pause(volunteer=found, until=None)
        return _back("unpaused")
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _profile(request, found, 422, pause_form=form)
    actions.pause(volunteer=found, until=form.until.date())
    return _back("paused")


@recognised
@require_POST
def leave(request: HttpRequest, known: Known) -> HttpResponse:
    actions.leave(volunteer=_deed(request, known))
    return redirect(f"{reverse('own_page:home')}?done=left#done")


@recognised
@require_safe
def tasks(request: HttpRequest, known: Known) -> HttpResponseBase:
    """Tasks that they took up, and those that fit them."""
    return _tasks(request, known)


def _tasks(request: HttpRequest, known: Known, status: int = 200, problem: str = "") -> HttpResponse:
    person, found = known.person, _mine(known.person)
    places = TaskPlace.objects.filter(person=person).ahead().select_related("task__zone")
    words = {
        "volunteer": found, "places": places, "problem": problem,
        "fitting": matching.tasks_for(found, is_own=True) if found else [],
        "minutes": Hours.objects.filter(person=person).minutes(),
    }  # fmt: skip
    return _page(request, "my_tasks", words, status)


def _after(request: HttpRequest, done: str) -> HttpResponse:
    """Back to where the button stood, where that is ours."""
    to = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()):
        to = reverse("volunteering:tasks")
    return redirect(f"{to.partition('?')[0]}?done={done}#done")


@recognised
@require_POST
def take(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    """Take a task up by one click: as a volunteer who is recognised."""
    task = get_object_or_404(Task, pk=pk)
    if _mine(known.person) is None or is_charter_asked(task, known.person):
        return redirect("volunteering:task", pk)
    try:
        actions.take(task=task, person=known.person)
    except Refused as why:
        return _tasks(request, known, 409, str(why))
    return _after(request, "taken")


@recognised
@require_POST
def hand_back(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    actions.hand_back(place=get_object_or_404(TaskPlace, pk=pk, person=known.person))
    return _after(request, "returned")


@recognised
@require_POST
def done(request: HttpRequest, known: Known, pk: int) -> HttpResponseBase:
    actions.finish(place=get_object_or_404(TaskPlace, pk=pk, person=known.person))
    return _after(request, "done")
