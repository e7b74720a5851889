"""HQ: the people of a group, its log, who hosts it; foundings and hand-overs to decide on."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.groups import hooks, membership, succession
from hustings.field.groups.kinds.forms import NamingForm, RefusalForm
from hustings.field.groups.models import Founding, GroupRole, Handover, LocalGroup, Vacancy
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.field.groups.submissions import foundings as actions
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE

SIZE = 100
LOG = 50
_page = Pages("groups/hq", "groups:groups", gettext_lazy("Local groups"), "group")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _seen(request: HttpRequest, pk: int) -> LocalGroup:
    return get_object_or_404(LocalGroup.objects.visible_to(request.user).for_lists(), pk=pk)


@needs(CHANGE_GROUPS)
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of a group, without contact data: names of those whom the user may see."""
    return _people(request, _seen(request, pk), NamingForm())


def _people(request: HttpRequest, group: LocalGroup, form: NamingForm) -> HttpResponse:
    rows = group.memberships.live().select_related("person").order_by("since", "pk")
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    log = list(group.membership_changes.select_related("person", "by", "user")[:LOG])
    keys = {one.person_id for one in page} | {one.person_id for one in log if one.person_id}
    seen = set(
        Person.objects.visible_to(request.user, VIEW_PEOPLE).filter(pk__in=keys).values_list("pk", flat=True)
    )
    words: dict[str, Any] = {
        "group": group, "page": page, "form": form, "log": log, "seen": seen,
        "vacancy": group.vacancies.filter(ended_at=None).first(),
        "offers": list(group.handovers.open().select_related("person", "by")),
        "parts": hooks.in_hq(group, request.user),
    }  # fmt: skip
    return _page(request, "people", group.name, words, status_of(form))


@needs(CHANGE_GROUPS)
@require_POST
def naming(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody to host: nothing changes before they accept."""
    group, form = _seen(request, pk), NamingForm(request.POST)
    if form.is_valid():
        mine = Person.objects.visible_to(request.user)
        person = mine.filter(emails__address__iexact=form.cleaned_data["email"]).first()
        if person is None:
            form.add_error("email", _("No person of your territories has this address."))
        else:
            role = GroupRole(form.cleaned_data["role"])
            try:
                succession.propose(group=group, person=person, role=role, user=me(request))
                messages.success(request, _("Asked by e-mail. Nothing changes before they accept."))
                return redirect("groups:people", pk)
            except Refused as why:
                form.add_error("email", str(why))
    return _people(request, group, form)


def _act(request: HttpRequest, pk: int, deed: Any, done: str) -> HttpResponse:
    try:
        deed()
        messages.success(request, done)
    except Refused as why:
        messages.error(request, str(why))
    return redirect("groups:people", pk)


@needs(CHANGE_GROUPS)
@require_POST
def removal(request: HttpRequest, pk: int, one: int) -> HttpResponse:
    """Bar somebody from the group; of a host the next ones are asked."""
    group = _seen(request, pk)
    mine = Person.objects.visible_to(request.user)
    found = get_object_or_404(
        group.memberships.live().filter(person__in=mine).select_related("person"), pk=one
    )

    def deed() -> None:
        membership.remove(group=group, person=found.person, user=me(request))

    return _act(request, pk, deed, _("Removed. They can’t join again by themselves."))


@needs(CHANGE_GROUPS)
@require_POST
def handover(request: HttpRequest, pk: int, one: int) -> HttpResponse:
    """Approve or refuse a hand-over that was accepted."""
    offer = get_object_or_404(
        Handover.objects.filter(group=_seen(request, pk)).select_related("group"), pk=one
    )
    is_yes = request.POST.get("answer") == "yes"

    def deed() -> None:
        (succession.approve if is_yes else succession.refuse)(offer=offer, user=me(request))

    return _act(request, pk, deed, _("Approved.") if is_yes else _("Refused."))


@needs(CHANGE_GROUPS)
@require_POST
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a group without a host open for as long again."""
    vacancy = get_object_or_404(
        Vacancy.objects.select_related("group__kind"), group=_seen(request, pk), ended_at=None
    )
    return _act(
        request, pk, lambda: succession.extend(vacancy=vacancy, user=me(request)), _("The group stays open.")
    )


def _state(one: Founding) -> tuple[str, str]:
    if one.decided_at is None:
        return "to_approve", _("to approve")
    return ("done", _("approved")) if one.is_approved else ("off", _("not approved"))


class Foundings(Resource):
    """Confirmed foundings in the user's territories: those to decide on first."""

    guard = needs(CHANGE_GROUPS)
    title, icon = gettext_lazy("New groups"), "group"
    trail = (("groups:groups", gettext_lazy("Local groups")),)
    order = ("-confirmed_at", "-pk")
    columns = (
        Title("title", gettext_lazy("Group"), url="groups:founding"),
        Column("where.label", gettext_lazy("Territory")),
        Column("kind", gettext_lazy("Kind")),
        Day("confirmed_at", gettext_lazy("Founded")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No one has founded a group yet.")

    def rows(self) -> QuerySet[Founding]:
        rows = Founding.objects.visible_to(self.user).confirmed()
        return rows.select_related("kind", "where", "where__parent", "where__parent__parent").defer(
            "where__shape"
        )


@needs(CHANGE_GROUPS)
@_GET_POST
def founding(request: HttpRequest, pk: int) -> HttpResponse:
    """One founding: approve it, or refuse it with a reason."""
    rows = (
        Founding.objects.visible_to(request.user)
        .confirmed()
        .select_related("kind", "where", "group", "person")
    )
    found = get_object_or_404(rows, pk=pk)
    form = RefusalForm(request.POST or None) if request.POST.get("answer") != "yes" else RefusalForm()
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "yes":
                actions.approve(founding=found, user=me(request))
                messages.success(request, _("Approved: the group is online."))
                return redirect("groups:foundings")
            if form.is_valid():
                actions.refuse(founding=found, user=me(request), words=form.cleaned_data["words"])
                messages.success(request, _("Refused. The founder gets your reason by e-mail."))
                return redirect("groups:foundings")
        except Refused as why:
            messages.error(request, str(why))
    is_seen = bool(found.person and found.person.is_seen_by(request.user))
    words = {"founding": found, "form": form, "is_seen": is_seen}
    return _page(request, "founding", found.title, words, status_of(form))
