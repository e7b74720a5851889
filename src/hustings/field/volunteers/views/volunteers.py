"""HQ: volunteers, each one's skills and hours."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.field.volunteers import actions, availability, matching
from hustings.field.volunteers.forms import hq as forms
from hustings.field.volunteers.models import HeldSkill, Hours, TaskPlace, Volunteer, VolunteerLimits
from hustings.field.volunteers.rights import ORGANISE, organises_everywhere
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Deed, Resource
from hustings.foundation.hq.tables import Column, Day, Number, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons.rights import VIEW_PEOPLE

sees_people = needs(ORGANISE, VIEW_PEOPLE)
page = Pages("volunteers/hq", "volunteers:volunteers", gettext_lazy("Volunteers"), "group")
STATES = {
    "active": pgettext_lazy("volunteer", "active"),
    "paused": pgettext_lazy("volunteer", "paused"),
    "left": gettext_lazy("stopped helping"),
}


def _state(one: Volunteer) -> tuple[str, Any]:
    return one.state, STATES[one.state]


def _skills(one: Volunteer) -> str:
    return ", ".join(f"{held.skill.name} ✓" if held.is_verified else held.skill.name for held in _held(one))


def _held(one: Volunteer) -> list[HeldSkill]:
    return list(one.person.held_skills.all())


class Volunteers(Resource):
    """Volunteers of the user's territories, the newest first."""

    guard = sees_people
    title, icon = gettext_lazy("Volunteers"), "group"
    buttons = (
        Button(gettext_lazy("Tasks"), "volunteers:tasks"),
        Button(gettext_lazy("Hours"), "volunteers:hours"),
        Button(gettext_lazy("Skills"), "volunteers:skills", organises_everywhere),
        Button(gettext_lazy("Charters"), "volunteers:charters", organises_everywhere),
        Button(gettext_lazy("Limits"), "volunteers:limits", organises_everywhere),
    )
    filters_class = forms.VolunteerFilter
    order = ("-offered_at", "-pk")
    columns = (
        Title("person", gettext_lazy("Name"), url="volunteers:volunteer", under="person.zone.name"),
        Column("skills", gettext_lazy("Skills"), accessor=_skills),
        Column("times", gettext_lazy("Usually free"), accessor=lambda one: availability.told(one.times)),
        Number("km", gettext_lazy("Distance (km)")),
        Number("n_done", gettext_lazy("Tasks done")),
        Column("owner", gettext_lazy("Finds a first task")),
        Day("offered_at", gettext_lazy("Since")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    deeds = (Deed("own", gettext_lazy("I’ll find their first task")),)
    empty = gettext_lazy("No volunteer yet. Share the page “Volunteer” of your site.")

    def rows(self) -> QuerySet[Volunteer]:
        held = Prefetch("person__held_skills", HeldSkill.objects.select_related("skill"))
        done = Count("person__task_places", filter=Q(person__task_places__done_at__isnull=False))
        found = Volunteer.objects.visible_to(self.user).select_related("person__zone", "owner")
        return found.defer("person__zone__shape").prefetch_related(held).annotate(n_done=done)

    def do(self, deed: str, keys: list[int]) -> str:
        mine = Volunteer.objects.visible_to(self.user, ORGANISE).filter(pk__in=keys)
        n = actions.own(volunteers=list(mine.values_list("pk", flat=True)), user=me(self.request))
        words = ngettext(
            "%(n)s volunteer is yours to place.", "%(n)s volunteers are yours to place.", n
        )  # fmt: skip
        return words % {"n": n}


def seen(request: HttpRequest, pk: int) -> Volunteer:
    rows = Volunteer.objects.visible_to(request.user).select_related("person__zone", "owner")
    return get_object_or_404(rows.visible_to(request.user, ORGANISE), pk=pk)


@sees_people
@require_safe
def volunteer(request: HttpRequest, pk: int) -> HttpResponse:
    """One volunteer: what they can do, what they did, what fits them."""
    return _show(request, seen(request, pk), forms.HoursForm(initial={"day": timezone.localdate()}))


def _show(request: HttpRequest, found: Volunteer, form: forms.HoursForm) -> HttpResponse:
    person = found.person
    places = TaskPlace.objects.filter(person=person).select_related("task").order_by("-taken_at")
    hours = Hours.objects.filter(person=person).select_related("task", "user")
    due = found.offered_at + dt.timedelta(days=VolunteerLimits.load().first_task_days)
    context = {
        "volunteer": found, "person": person,
        "held": person.held_skills.select_related("skill", "verified_by"),
        "verify_form": forms.VerifyForm(), "times": availability.told(found.times), "form": form,
        "places": places[:20], "hours": hours[:20], "total": round(hours.minutes() / 60, 1),
        "fitting": matching.tasks_for(found, 5), "due": None if places else due, "state": STATES[found.state],
        "acceptances": person.charter_acceptances.select_related("version__charter"),
    }  # fmt: skip
    return page(request, "volunteer", str(person), context, status_of(form))


@sees_people
@require_POST
def skill(request: HttpRequest, pk: int, held: int) -> HttpResponse:
    """Note that a skill was checked, until when it holds, or that it doesn't any more."""
    found = seen(request, pk)
    row = get_object_or_404(HeldSkill, pk=held, person=found.person)
    form = forms.VerifyForm(request.POST)
    if form.is_valid():
        until, is_verified = form.cleaned_data["valid_until"], request.POST.get("do") != "remove"
        actions.verify(held=row, valid_until=until, is_verified=is_verified, user=me(request))
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Enter a date, or leave it blank."))
    return redirect("volunteers:volunteer", pk)


@sees_people
@require_POST
@once("volunteers:volunteers")
def add_hours(request: HttpRequest, pk: int) -> HttpResponse:
    """Time that was noted at the table."""
    found, form = seen(request, pk), forms.HoursForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    said = form.cleaned_data
    actions.record_hours(
        person=found.person, minutes=round(said["hours"] * 60), day=said["day"], note=said["note"],
        user=me(request),
    )  # fmt: skip
    messages.success(request, _("Hours saved."))
    return redirect("volunteers:volunteer", pk)


@sees_people
@require_POST
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """They told the team that they stop helping."""
    actions.leave(volunteer=seen(request, pk), user=me(request))
    messages.success(request, _("Saved. Their tasks were handed back."))
    return redirect("volunteers:volunteer", pk)
