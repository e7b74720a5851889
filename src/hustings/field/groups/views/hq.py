"""HQ: local groups."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.groups import actions, forms
from hustings.field.groups.maps import shown_at
from hustings.field.groups.models import GroupsPage, LocalGroup
from hustings.field.groups.noticeboard import hq as noticeboard
from hustings.field.groups.rights import CERTIFY_GROUPS, CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons.models import Person
from hustings.people.persons.rights import IMPORT_PEOPLE, VIEW_PEOPLE
from hustings.site.website.hq import published as of_site

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


_page = Pages(
    "groups",
    "groups:groups",
    gettext_lazy("Local groups"),
    "group",
    about=lambda request: {"may_publish": access.everywhere(request.user, PUBLISH_SITE)},
)


def _state(one: LocalGroup) -> tuple[str, str]:
    if one.closed_at:
        return "closed", _("closed")
    return ("published", _("published")) if one.shown_at else ("to_approve", _("to approve"))


def _health(one: LocalGroup) -> tuple[str, str] | None:
    found = getattr(one, "figures", None)
    return (found.health, found.get_health_display()) if found else None


class Groups(Resource):
    """Local groups of the user's territories, by name."""

    guard = needs(CHANGE_GROUPS)
    title, icon = gettext_lazy("Local groups"), "group"
    buttons = (
        Button(gettext_lazy("New group"), "groups:new"),
        Button(
            gettext_lazy("Import local groups"),
            "groups:imports",
            partial(access.everywhere, right=PUBLISH_SITE),
        ),
        Button(
            gettext_lazy("Import members"),
            "group_members:imports",
            lambda user: access.may(user, IMPORT_PEOPLE),
        ),
        Button(gettext_lazy("New groups"), "groups:foundings"),
        Button(
            gettext_lazy("Kinds of groups"),
            "groups:kinds",
            partial(access.everywhere, right=PUBLISH_SITE),
        ),
        Button(gettext_lazy("Statistics"), "groups:statistics"),
        Button(
            gettext_lazy("Certification"),
            "groups:certification",
            partial(access.everywhere, right=CERTIFY_GROUPS),
        ),
    )
    filters_class = forms.FilterForm
    order = ("name_key", "pk")
    columns = (
        Title("name", gettext_lazy("Group"), url="groups:group"),
        Column("zone.label", gettext_lazy("Territory")),
        Number("members", gettext_lazy("Members"), accessor="figures.n_members"),
        State("health", gettext_lazy("Health"), accessor=_health),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No group found. Create the first one, and the site gets a list and a map.")

    def rows(self) -> QuerySet[LocalGroup]:
        return LocalGroup.objects.visible_to(self.user).for_lists().select_related("figures")


def _seen(request: HttpRequest, pk: int) -> LocalGroup:
    return get_object_or_404(LocalGroup.objects.visible_to(request.user).for_lists(), pk=pk)


@needs(CHANGE_GROUPS)
@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: what the public reads, and what may be done."""
    found = _seen(request, pk)
    published = of_site.of_row(GroupsPage, found, request.user, is_shown=found.is_shown)
    context = {"group": found, "published": published, **shown_at(found), **_glance(request, found)}
    context |= noticeboard.on_record(found)
    return _page(request, "group", found.name, context)


def _glance(request: HttpRequest, found: LocalGroup) -> dict[str, Any]:
    """Hosts, number of people, time without a host, and certification of a group."""
    leaders = list(found.memberships.leaders().select_related("person").order_by("-role", "since"))
    keys = [one.person_id for one in leaders]
    mine = Person.objects.visible_to(request.user, VIEW_PEOPLE).filter(pk__in=keys)
    return {
        "leaders": leaders, "seen": set(mine.values_list("pk", flat=True)),
        "n_members": found.memberships.members().count(),
        "vacancy": found.vacancies.filter(ended_at=None).first(),
        "certified": found.certifications.filter(until=None).first(),
    }  # fmt: skip


@needs(CHANGE_GROUPS)
@_GET_POST
@once("groups:groups")
def new(request: HttpRequest) -> HttpResponse:
    """Enter a group; it is shown at once where the user publishes the site."""
    form = forms.LocalGroupForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        show = access.everywhere(request.user, PUBLISH_SITE)
        try:
            made = actions.found(values=form.values, user=me(request), show=show)
            words = _("Saved and published.") if show else _("Saved: waiting for approval.")
            messages.success(request, words)
            return redirect("groups:group", made.pk)
        except actions.NameTaken as taken:
            form.add_error("name", str(taken))
    return _page(request, "edit", _("New group"), {"form": form}, status_of(form))


@needs(CHANGE_GROUPS)
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    form = forms.LocalGroupForm(request.POST or None, user=request.user, group=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(group=found, values=form.values)
            messages.success(request, _("Saved."))
            return redirect("groups:group", pk)
        except actions.NameTaken as taken:
            form.add_error("name", str(taken))
    return _page(request, "edit", found.name, {"form": form, "group": found}, status_of(form))


@needs(CHANGE_GROUPS)
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.show(group=_seen(request, pk), user=me(request))
        messages.success(request, _("Published."))
    except actions.NotShown as refused:
        messages.error(request, str(refused))
    return redirect("groups:group", pk)


@needs(CHANGE_GROUPS)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it no more."""
    actions.close(group=_seen(request, pk))
    messages.success(request, _("Closed. You can undo this."))
    return redirect("groups:group", pk)


@needs(CHANGE_GROUPS)
@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.reopen(group=_seen(request, pk))
        messages.success(request, _("Reopened."))
    except actions.NameTaken as taken:
        messages.error(request, str(taken))
    return redirect("groups:group", pk)
