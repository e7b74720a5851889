"""The public forms: join a group, found one, leave one, write to its hosts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.groups import actions, hosting, membership, vacancies
from hustings.field.groups.hosts import welcomes
from hustings.field.groups.models import (
    Founding,
    GroupKind,
    GroupRole,
    Joining,
    LocalGroup,
    Membership,
    Reason,
)
from hustings.field.groups.submissions import foundings, joinings
from hustings.field.groups.submissions.forms import FoundingForm, JoiningForm, empty_founding, empty_joining
from hustings.people.persons.models import Person
from hustings.people.selfservice.views.own_page import shown
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@_GET_POST
def joining(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the form of a group: mail a link, or show it again with what is missing."""
    group = get_object_or_404(LocalGroup.objects.shown().for_lists(), pk=pk)
    stamp = responses.shown(request)
    if stamp is None:
        return _anew(request, group)
    form = JoiningForm(group, stamp, request.POST)
    if form.is_trapped:
        return _sent(request)
    if not form.is_valid():
        return _again(request, form, 422)
    row = Joining.typed(group=group, role=form.cleaned_data["role"], **responses.typed(request, form))
    try:
        joinings.ask(joining=row)
    except Closed as why:
        words = {"group": group, "problem": str(why)}
        return responses.again(
            request, "groups/joinings/closed_words.html", "groups/joinings/closed.html", words, 410
        )
    except TooMany:
        form.say_many()
        return _again(request, form, 429)
    return _sent(request, row)


def _anew(request: HttpRequest, group: LocalGroup) -> HttpResponse:
    typed = responses.unticked(request.POST) if request.method == "POST" else None
    form = empty_joining(group, responses.page_before(request), request, typed)
    if typed is not None:
        form.say_strange()
    return _again(request, form, 200 if typed is None else 410)


def _again(request: HttpRequest, form: JoiningForm, status: int) -> HttpResponse:
    words: dict[str, Any] = {"form": form, "group": form.group}
    return responses.again(request, "groups/joinings/form.html", "groups/joinings/again.html", words, status)


def _sent(request: HttpRequest, row: Joining | None = None) -> HttpResponse:
    return responses.sent(request, "groups/joinings/sent_words.html", "joinings:sent", row)


@csrf_exempt
@_GET_POST
def founding(request: HttpRequest) -> HttpResponse:
    """Found a group: the form on a page of its own."""
    if not GroupKind.objects.filter(may_be_founded=True, archived_at=None).exists():
        raise Http404
    stamp = responses.shown(request) if request.method == "POST" else None
    if stamp is None:
        typed = responses.unticked(request.POST) if request.method == "POST" else None
        form = empty_founding(responses.page_before(request) or request.path, request, typed)
        if typed is not None:
            form.say_strange()
        return _found(request, form, 200 if typed is None else 410)
    form = FoundingForm(stamp, request.POST)
    if form.is_trapped:
        return redirect("foundings:sent")
    if not form.is_valid():
        return _found(request, form, 422)
    row = Founding.typed(**form.values, **responses.typed(request, form))
    try:
        foundings.ask(founding=row)
    except actions.NameTaken as taken:
        form.add_error("title", str(taken))
    except Closed as why:
        form.add_error(None, str(why) or None or actions.TAKEN)
    except TooMany:
        form.say_many()
    if form.errors:
        return _found(request, form, 422)
    return responses.sent(request, "groups/joinings/sent_words.html", "foundings:sent", row)


def _found(request: HttpRequest, form: FoundingForm, status: int) -> HttpResponse:
    return render(request, "groups/foundings/found.html", {"form": form}, status=status)


@_GET_POST
def mine(request: HttpRequest) -> HttpResponse:
    """The groups that somebody is in, to leave or to open as their host; with their own page open."""
    who = hosting.person(request)
    if who is None:
        return hosting.ask(request)  # type: ignore[return-value]
    words: dict[str, Any] = {"memberships": own(who), "person": who}
    if (left := request.GET.get("left", "")[:12]).isdecimal():
        words["vacancy"] = vacancies.left_behind(int(left), who.pk)
    return shown(request, "groups/joinings/mine.html", words)


def own(who: Person) -> list[Membership]:
    rows = Membership.objects.live().filter(person=who, group__closed_at=None)
    rows = rows.select_related("group__zone").prefetch_related("looks__by")
    return list(rows.order_by("group__name_key"))


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the hosts of a group see one's contact details, or no more."""
    who = hosting.person(request)
    if who is None:
        return hosting.ask(request, reverse("my_groups:mine"))  # type: ignore[return-value]
    found = get_object_or_404(Membership.objects.live(), person=who, group=pk)
    welcomes.share_contact(membership=found, is_shared=request.POST.get("is_shared") == "on")
    return redirect("my_groups:mine")


@_GET_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a group: one optional question, and a button."""
    who = hosting.person(request)
    if who is None:
        return hosting.ask(request)  # type: ignore[return-value]
    found = get_object_or_404(Membership.objects.live().select_related("group"), person=who, group=pk)
    if request.method != "POST":
        words: dict[str, Any] = {"membership": found, "group": found.group, "reasons": Reason.choices}
        words["ahead"] = vacancies.ahead(found.group, who.pk) if found.role == GroupRole.HOST else None
        return shown(request, "groups/joinings/leave.html", words)
    reason = request.POST.get("reason", "")
    membership.leave(group=found.group, person=who, reason=reason if reason in Reason.values else "")
    Joining.objects.confirmed().filter(person=who, group=pk).delete()
    return redirect(f"{reverse('my_groups:mine')}?left={pk}")
