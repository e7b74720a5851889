"""HQ: split, merge and close a group, each with what moves shown before; undo."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.groups.actions import NameTaken
from hustings.field.groups.models import LocalGroup, Membership, Reorganisation
from hustings.field.groups.reorganisation import actions
from hustings.field.groups.reorganisation.forms import MergeForm, SplitForm, WordsForm
from hustings.field.groups.reorganisation.rows import group_rows
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Look, Person
from hustings.people.persons.rights import VIEW_PEOPLE

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST = 1_000
_page = Pages("groups/reorganisation", "groups:groups", gettext_lazy("Local groups"), "group")


def _seen(request: HttpRequest, pk: int) -> LocalGroup:
    return get_object_or_404(LocalGroup.objects.visible_to(request.user).for_lists(), pk=pk)


def _sums(group: LocalGroup) -> list[tuple[Any, int]]:
    """Numbers of what a group has: what a merger moves."""
    live = group.memberships.live()
    sums: list[tuple[Any, int]] = [(_("Members and followers"), live.count())]
    return sums + [(kind.label, kind.of(group.pk).order_by().count()) for kind in group_rows.all()]


@needs(CHANGE_GROUPS)
@require_safe
def reorganisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Choices of what to do with a group, and what was done."""
    group = _seen(request, pk)
    context = {"group": group, "sums": _sums(group), "deeds": _deeds(group)}
    return _page(request, "choice", _("%(group)s: reorganise") % {"group": group.name}, context)


def _deeds(group: LocalGroup) -> list[Reorganisation]:
    rows = group.reorganisations.select_related("group", "other", "user")
    return list(rows | group.received.select_related("group", "other", "user"))


@needs(CHANGE_GROUPS, VIEW_PEOPLE)
@_GET_POST
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who and what goes to a new group; members whom the user may not see stay."""
    group = _seen(request, pk)
    mine = Person.objects.visible_to(request.user)
    rows = group.memberships.live().filter(person__in=mine).select_related("person__zone")
    members: list[Membership] = list(rows.order_by("person__name_key", "pk")[:MOST])
    access_log.saw(request.user, {one.person_id for one in members}, Look.How.LIST)
    form = SplitForm(request.POST or None, user=request.user, group=group, members=members)
    done = _do(request, form, lambda: actions.split(group=group, user=me(request), **form.values))
    if done:
        return done
    n_hidden = group.memberships.live().count() - len(members)
    context = {"group": group, "form": form, "n_hidden": n_hidden}
    return _page(request, "split", _("Split %(group)s") % {"group": group.name}, context, status_of(form))


@needs(CHANGE_GROUPS)
@_GET_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the group that is kept; what moves is shown in numbers."""
    group = _seen(request, pk)
    form = MergeForm(request.POST or None, user=request.user, group=group)

    def deed() -> Reorganisation:
        into = form.cleaned_data["into"]
        return actions.merge(group=group, into=into, user=me(request), **form.told)

    if done := _do(request, form, deed):
        return done
    context = {"group": group, "form": form, "sums": _sums(group)}
    return _page(request, "merge", _("Merge %(group)s") % {"group": group.name}, context, status_of(form))


@needs(CHANGE_GROUPS)
@_GET_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a group for good: its memberships end."""
    group = _seen(request, pk)
    form = WordsForm(request.POST or None)
    done = _do(request, form, lambda: actions.close(group=group, user=me(request), **form.told))
    if done:
        return done
    context = {"group": group, "form": form, "sums": _sums(group)}
    return _page(request, "close", _("Close %(group)s") % {"group": group.name}, context, status_of(form))


def _do(request: HttpRequest, form: Any, deed: Callable[[], Reorganisation]) -> HttpResponse | None:
    """The deed, where the form was sent and says it; or why not, beside the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = deed()
    except NameTaken as taken:
        form.add_error("name", str(taken))
    except actions.NotPossible as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, _("Done. You can undo this."))
        return redirect("groups:reorganisation", made.group_id)
    return None


@needs(CHANGE_GROUPS)
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what still is as it was left."""
    mine = LocalGroup.objects.visible_to(request.user)
    deed = get_object_or_404(Reorganisation.objects.filter(group__in=mine), pk=pk)
    if deed.other and not mine.filter(pk=deed.other.pk).exists():
        messages.error(request, _("The other group is outside your territories."))
        return redirect("groups:reorganisation", deed.group_id)
    try:
        done = actions.undo(deed=deed, user=me(request))
        messages.success(request, _("Undone."))
        if done.kept:
            n = sum(done.kept.values())
            messages.warning(request, _("%(n)s stayed as they are: they were changed since.") % {"n": n})
    except (NameTaken, actions.NotPossible) as refused:
        messages.error(request, str(refused))
    return redirect("groups:reorganisation", deed.group_id)
