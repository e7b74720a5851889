"""The public forms: join a group, found one, leave one, write to its hosts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
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
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@_GET_POST
def joining(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(LocalGroup.objects.shown().for_lists(), pk=pk)
    return _JoiningCourse(request, group).answer()


class _JoiningCourse(FormCourse[JoiningForm, LocalGroup]):
    part, page = "groups/joinings/form.html", "groups/joinings/again.html"
    thanks, sent = "groups/joinings/sent_words.html", "joinings:sent"
    called = "group"

    def empty(self, source: str, typed: Any) -> JoiningForm:
        return empty_joining(self.subject, source, self.request, typed)

    def bound(self, stamp: Stamp) -> JoiningForm:
        return JoiningForm(self.subject, stamp, self.request.POST)

    def take(self, form: JoiningForm) -> Joining:
        said = {"group": self.subject, "role": form.cleaned_data["role"]}
        row = Joining.typed(**said, **responses.typed(self.request, form))
        joinings.ask(joining=row)
        return row

    def closed(self, form: JoiningForm, why: str) -> HttpResponse:
        part, page = "groups/joinings/closed_words.html", "groups/joinings/closed.html"
        return self.give_back(form, part, page, problem=why)


@csrf_exempt
@_GET_POST
def founding(request: HttpRequest) -> HttpResponse:
    """Found a group: the form on a page of its own."""
    if not GroupKind.objects.filter(may_be_founded=True, archived_at=None).exists():
        raise Http404
    return _FoundingCourse(request, None).answer()


class _FoundingCourse(FormCourse[FoundingForm, None]):
    part = page = "groups/foundings/found.html"
    thanks, sent = "groups/joinings/sent_words.html", "foundings:sent"

    def empty(self, source: str, typed: Any) -> FoundingForm:
        return empty_founding(source or self.request.path, self.request, typed)

    def bound(self, stamp: Stamp) -> FoundingForm:
        return FoundingForm(stamp, self.request.POST)

    def take(self, form: FoundingForm) -> Founding:
        row = Founding.typed(**form.values, **responses.typed(self.request, form))
        try:
            foundings.ask(founding=row)
        except actions.NameTaken as taken:
            form.add_error("title", str(taken))
        return row

    def closed(self, form: FoundingForm, why: str) -> HttpResponse:
        form.add_error(None, why or actions.TAKEN)
        return self.show(form, 422)


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
