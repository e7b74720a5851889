"""HQ: kinds of groups, a list and a form each."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.groups.kinds import actions
from hustings.field.groups.kinds.forms import KindForm
from hustings.field.groups.models import GroupKind
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Number, State, Title, YesNo
from hustings.foundation.lib.web.frame import Pages, status_of

_guard = access.guard(partial(access.everywhere, right=PUBLISH_SITE))
_page = Pages("groups/hq", "groups:kinds", gettext_lazy("Kinds of groups"), "list-ul")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _state(kind: GroupKind) -> tuple[str, str]:
    return (
        ("archived", pgettext("kind", "archived"))
        if kind.archived_at
        else ("active", pgettext("kind", "active"))
    )


class Kinds(Resource):
    """All kinds, also archived ones."""

    guard = _guard
    title, icon = gettext_lazy("Kinds of groups"), "list-ul"
    trail = (("groups:groups", gettext_lazy("Local groups")),)
    buttons = (Button(gettext_lazy("New kind"), "groups:new_kind"),)
    order = ("pk",)
    columns = (
        Title("name", gettext_lazy("Kind"), url="groups:kind"),
        Number("n_groups", gettext_lazy("Groups")),
        YesNo("may_be_founded", gettext_lazy("Founded by supporters")),
        Choice("approval", gettext_lazy("Publication")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No kind of group yet. Add one, and supporters can found groups.")

    def rows(self) -> QuerySet[GroupKind]:
        return GroupKind.objects.annotate(n_groups=Count("groups", filter=Q(groups__closed_at=None)))


@_guard
@_GET_POST
def new(request: HttpRequest) -> HttpResponse:
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add(code=form.code, values=form.values)
        messages.success(request, _("Saved."))
        return redirect("groups:kinds")
    return _page(request, "kind", _("New kind"), {"form": form}, status_of(form))


@_guard
@_GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    kind = get_object_or_404(GroupKind, pk=pk)
    form = KindForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        actions.change(kind=kind, values=form.values)
        messages.success(request, _("Saved."))
        return redirect("groups:kinds")
    return _page(request, "kind", kind.name, {"form": form, "kind": kind}, status_of(form))


@_guard
@require_POST
def archiving(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more, or again."""
    kind = get_object_or_404(GroupKind, pk=pk)
    actions.archive(kind=kind, is_archived=kind.archived_at is None)
    words = _("Forms offer this kind again.") if kind.archived_at else _("Archived: its groups keep it.")
    messages.success(request, words)
    return redirect("groups:kinds")
