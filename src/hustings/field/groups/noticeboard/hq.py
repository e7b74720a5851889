"""HQ: news and files on a group's record, and taking one down."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.field.groups.models import GroupFile, LocalGroup, Post
from hustings.field.groups.noticeboard import actions, public_views
from hustings.field.groups.noticeboard.forms import ReasonForm
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts.access import me, needs

SHOWN = 30
_KINDS = {"news": Post, "files": GroupFile}


def on_record(group: LocalGroup) -> dict[str, Any]:
    """The newest of each, with what was taken down, and a form to take it down."""
    return {
        "posts": _with_forms(group.posts.select_related("by")[:SHOWN], "news"),
        "picture_form": ReasonForm(auto_id="picture-%s"),
        "group_files": _with_forms(group.groupfiles.select_related("by")[:SHOWN], "files"),
    }


def _with_forms(rows: QuerySet[Any], kind: str) -> list[tuple[Any, ReasonForm]]:
    return [(row, ReasonForm(auto_id=f"{kind}-{row.pk}-%s")) for row in rows]


def _found(request: HttpRequest, pk: int, kind: str, one: int) -> Post | GroupFile:
    if kind not in _KINDS:
        raise Http404
    rows: QuerySet[Any] = _KINDS[kind]._default_manager.all()
    mine = rows.filter(group__in=LocalGroup.objects.visible_to(request.user))
    found: Post | GroupFile = get_object_or_404(mine, pk=one, group=pk)
    return found


@needs(CHANGE_GROUPS)
@require_POST
def taking_down(request: HttpRequest, pk: int, kind: str, one: int) -> HttpResponse:
    return _taking_down(request, pk, partial(actions.take_down, notice=_found(request, pk, kind, one)))


@needs(CHANGE_GROUPS)
@require_POST
def picture_taking_down(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(LocalGroup.objects.visible_to(request.user), pk=pk)
    return _taking_down(request, pk, partial(actions.take_down_picture, group=group))


def _taking_down(request: HttpRequest, pk: int, deed: Callable[..., object]) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        deed(why=form.cleaned_data["why"], user=me(request))
        messages.success(request, _("Taken down. The hosts get the reason by e-mail."))
    else:
        messages.error(request, _("Enter a reason."))
    return redirect("groups:group", pk)


@needs(CHANGE_GROUPS)
@require_POST
def putting_back(request: HttpRequest, pk: int, kind: str, one: int) -> HttpResponse:
    actions.put_back(notice=_found(request, pk, kind, one), user=me(request))
    messages.success(request, _("Visible again."))
    return redirect("groups:group", pk)


@needs(CHANGE_GROUPS)
@require_safe
def download(request: HttpRequest, pk: int, kind: str, one: int) -> HttpResponseBase:
    """The file, or the picture of a post, for whoever has to judge it."""
    return public_views.sent(_found(request, pk, kind, one))
