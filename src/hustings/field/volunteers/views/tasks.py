"""HQ: tasks, who does them, who could."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.groups.maps import shown_at
from hustings.field.volunteers import actions, matching
from hustings.field.volunteers.forms import tasks as forms
from hustings.field.volunteers.models import Task, TaskPlace, Volunteer
from hustings.field.volunteers.rights import ORGANISE
from hustings.field.volunteers.views.volunteers import sees_people
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Number, Rendered, State, Title
from hustings.foundation.lib.web import qr, query_params
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
page = Pages("volunteers/hq", "volunteers:tasks", gettext_lazy("Tasks"), "tasks", top="tasks")
STATES = {
    "open": gettext_lazy("people needed"), "full": pgettext_lazy("task", "full"),
    "over": pgettext_lazy("task", "past"), "closed": pgettext_lazy("task", "closed"),
}  # fmt: skip
MOST_ASKED = 50


def _state(one: Task) -> tuple[str, Any]:
    return one.state, STATES[one.state]


class Tasks(Resource):
    """Tasks of the user's territories, the newest first."""

    guard = needs(ORGANISE)
    title, icon = gettext_lazy("Tasks"), "tasks"
    buttons = (
        Button(gettext_lazy("New task"), "volunteers:task_new"),
        Button(
            gettext_lazy("Volunteers"), "volunteers:volunteers", lambda user: access.may(user, VIEW_PEOPLE)
        ),
    )
    filters_class = forms.TaskFilter
    columns = (
        Title("title", gettext_lazy("Task"), url="volunteers:task"),
        Rendered("when", gettext_lazy("When"), template="volunteers/when.html", named="task"),
        Column("where", gettext_lazy("Where")),
        Number("taken", gettext_lazy("Taken")),
        Number("needed", gettext_lazy("Needed")),
        Column("owner", gettext_lazy("In charge")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No task yet. Create the first one, and it’s suggested to the people it fits.")

    def rows(self) -> QuerySet[Task]:
        return Task.objects.visible_to(self.user).for_lists()


def _seen(request: HttpRequest, pk: int) -> Task:
    return get_object_or_404(Task.objects.visible_to(request.user).for_lists(), pk=pk)


@needs(ORGANISE)
@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: who does it, who was asked, who fits."""
    found = _seen(request, pk)
    sees = access.may(request.user, VIEW_PEOPLE)
    people = Person.objects.visible_to(request.user)
    link = settings.BASE_URL + reverse("volunteering:task", args=[pk])
    context: dict[str, Any] = {
        "task": found, "state": STATES[found.state], "link": link, "code": qr.in_page(link), "sees": sees,
        "needs_skills": found.skills.all(), **shown_at(found),
    }  # fmt: skip
    if sees:
        context |= {
            "places": found.places.filter(person__in=people).select_related("person"),
            "asks": found.asks.filter(person__in=people).select_related("person", "user"),
            "candidates": matching.candidates(found, request.user) if found.state == "open" else [],
            "n_elsewhere": found.places.live().exclude(person__in=people).count(),
            "n_to_thank": found.places.live().filter(thanks_asked_at=None).exclude(done_at=None).count(),
        }  # fmt: skip
    return page(request, "task", found.title, context)


@needs(ORGANISE)
@_GET_POST
@once("volunteers:tasks")
def task_new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(ORGANISE)
@_GET_POST
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, _seen(request, pk))


def _form(request: HttpRequest, found: Task | None) -> HttpResponse:
    form = forms.TaskForm(request.POST if request.method == "POST" else None, user=request.user, task=found)
    if form.is_valid():
        try:
            kept = actions.save_task(task=found, values=form.values, user=me(request))
            messages.success(request, _("Saved."))
            return redirect("volunteers:task", kept.pk)
        except Refused as why:
            form.add_error("people", str(why))
    title = found.title if found else _("New task")
    return page(request, "task_edit", title, {"form": form, "task": found}, status_of(form))


@needs(ORGANISE)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it, or open it again."""
    found = _seen(request, pk)
    if "reopen" in request.POST:
        actions.reopen_task(task=found)
        messages.success(request, pgettext("task", "Reopened."))
    else:
        actions.close_task(task=found)
        messages.success(request, pgettext("task", "Closed. You can undo this."))
    return redirect("volunteers:task", pk)


def _chosen(request: HttpRequest) -> QuerySet[Volunteer]:
    """The volunteers that were ticked, among those whom the user may see and organises."""
    keys = query_params.keys(request.POST.getlist("row")[:MOST_ASKED])
    mine = Volunteer.objects.visible_to(request.user).visible_to(request.user, ORGANISE)
    return mine.filter(pk__in=keys).select_related("person")


@sees_people
@require_POST
@once("volunteers:tasks")
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those ticked by mail, or give them the task, as they agreed."""
    found, n, problems = _seen(request, pk), 0, dict[str, str]()
    gives = request.POST.get("do") == "give"
    for volunteer in _chosen(request):
        try:
            if gives:
                actions.take(task=found, person=volunteer.person, user=me(request))
            else:
                actions.ask(task=found, person=volunteer.person, user=me(request))
            n += 1
        except Refused as why:
            problems[str(volunteer)] = str(why)
    if n:
        words = (
            ngettext("%(n)s person has it now.", "%(n)s people have it now.", n)
            if gives
            else ngettext("%(n)s person is being asked.", "%(n)s people are being asked.", n)
        )
        messages.success(request, words % {"n": n})
    for name, problem in problems.items():
        messages.warning(request, f"{name} – {problem}")
    if not n and not problems:
        messages.error(request, _("Tick the rows first that you mean."))
    return redirect("volunteers:task", pk)


@sees_people
@require_POST
@once("volunteers:tasks")
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Note for those ticked that they did it, or hand it back for them."""
    found, n = _seen(request, pk), 0
    keys = query_params.keys(request.POST.getlist("row")[:500])
    people = Person.objects.visible_to(request.user)
    rows = TaskPlace.objects.filter(task=found, pk__in=keys, person__in=people).select_related(
        "person", "task"
    )
    for place in rows:
        if request.POST.get("do") == "return":
            n += actions.hand_back(place=place, user=me(request))
        else:
            n += actions.finish(place=place, user=me(request))
    messages.success(request, ngettext("%(n)s place changed.", "%(n)s places changed.", n) % {"n": n})
    return redirect("volunteers:task", pk)


@sees_people
@require_POST
@once("volunteers:tasks")
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank everyone who did it, by one click."""
    n = actions.thank(task=_seen(request, pk), user=me(request))
    words = ngettext("%(n)s thank-you e-mail is on its way.", "%(n)s thank-you e-mails are on their way.", n)
    messages.success(request, words % {"n": n})
    return redirect("volunteers:task", pk)


@needs(ORGANISE)
@require_safe
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The QR code of the short form, to print for the table."""
    link = settings.BASE_URL + reverse("volunteering:task", args=[_seen(request, pk).pk])
    answer = HttpResponse(qr.svg(link), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="task-{pk}.svg"'
    return answer
