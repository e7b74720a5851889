"""HQ: kinds that a campaign names, a list and a form each; an app has its own list of them."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.groups.kinds import actions
from hustings.field.groups.kinds.forms import KindForm
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import State
from hustings.foundation.lib.web.frame import Pages, status_of

_guard = access.guard(partial(access.everywhere, right=PUBLISH_SITE))


def _state(kind: Any) -> tuple[str, str]:
    if kind.archived_at:
        return "archived", pgettext("kind", "archived")
    return "active", pgettext("kind", "active")


STATE = State("state", gettext_lazy("Status"), accessor=_state)


class KindList(Resource):
    """All kinds, also archived ones; ``names`` is the namespace of their addresses."""

    guard = _guard
    icon = "list-ul"
    order = ("pk",)
    names: ClassVar[str]
    form_of: ClassVar[type[KindForm]]
    archived: ClassVar[Any]


@_guard
@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, kinds: type[KindList], pk: int | None = None) -> HttpResponse:
    """The form of one kind; without ``pk`` of a new one."""
    found = get_object_or_404(kinds.form_of.model, pk=pk) if pk else None
    form = kinds.form_of(request.POST or None, kind=found)
    if request.method == "POST" and form.is_valid():
        if found:
            actions.change(kind=found, values=form.values)
        else:
            actions.add(kinds.form_of.model, code=form.code, values=form.values)
        messages.success(request, _("Saved."))
        return redirect(f"{kinds.names}:kinds")
    page = Pages("groups/hq", f"{kinds.names}:kinds", kinds.title, kinds.icon)
    words = {"form": form, "kind": found, "archiving": f"{kinds.names}:kind_archiving"}
    return page(request, "kind", found.name if found else _("New kind"), words, status_of(form))


@_guard
@require_POST
def archiving(request: HttpRequest, kinds: type[KindList], pk: int) -> HttpResponse:
    """Offer it no more, or again."""
    found = get_object_or_404(kinds.form_of.model, pk=pk)
    actions.archive(kind=found, is_archived=found.archived_at is None)
    messages.success(request, _("Forms offer this kind again.") if found.archived_at else kinds.archived)
    return redirect(f"{kinds.names}:kinds")


def patterns(kinds: type[KindList]) -> list[URLPattern]:
    """Addresses of a list of kinds, and of the pages below it."""
    about = {"kinds": kinds}
    return [
        path("kinds/", kinds.as_view(), name="kinds"),
        path("kinds/new/", kind, about, name="new_kind"),
        path("kinds/<key:pk>/", kind, about, name="kind"),
        path("kinds/<key:pk>/archiving/", archiving, about, name="kind_archiving"),
    ]
