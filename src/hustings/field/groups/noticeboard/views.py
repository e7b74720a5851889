"""Pages on which hosts publish: picture, news, files. Only with one's own page open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.groups.noticeboard import actions, silence, told_names
from hustings.field.groups.noticeboard.forms import EditedPostForm, FileForm, GroupPictureForm, NewPostForm
from hustings.foundation.lib.web.frame import status_of
from hustings.people.persons.refusals import Refused
from hustings.people.selfservice.views.own_page import shown

SHOWN = 50  # posts that hosts see to edit
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _page(request: HttpRequest, name: str, form: Any, **words: Any) -> HttpResponse:
    context = {"form": form, "done": request.GET.get("done", ""), **words}
    return shown(request, f"groups/noticeboard/{name}.html", context, status_of(form))


def _typed(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files of a form that was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _back(name: str, group: LocalGroup, done: str = "saved") -> HttpResponse:
    return redirect(f"{reverse(f'noticeboard:{name}', args=[group.pk])}?done={done}")


@leads
@_GET_POST
def picture(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """The picture on top of the group's page."""
    form = GroupPictureForm.of(group, *_typed(request))
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_picture(group=group)
        return _back("picture", group, "removed")
    if form.is_valid():
        actions.set_picture(group=group, values=form.cleaned_data, language=(get_language() or "")[:2])
        return _back("picture", group)
    return _page(request, "picture", form, group=group)


@leads
@_GET_POST
def news(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """News of the group, and a form for more."""
    form = NewPostForm(*_typed(request))
    if form.is_valid():
        try:
            actions.post(
                group=group, by=membership.person, values=form.values, is_sent=form.cleaned_data["is_sent"]
            )
            return _back("news", group, "published")
        except Refused as refused:
            form.add_error(None, str(refused))
    rows = told_names.among_members(list(group.posts.select_related("by", "bulletin")[:SHOWN]))
    return _page(request, "news", form, group=group, rows=rows, silence=silence.refusal(group))


@leads
@_GET_POST
def post(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """Change one of them."""
    found = get_object_or_404(group.posts.live(), pk=one)
    form = EditedPostForm.of(found, *_typed(request))
    if form.is_valid():
        try:
            drops = form.cleaned_data.get("drops_picture", False)
            actions.edit(post=found, values=form.values, drops_picture=drops)
            return _back("news", group)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _page(request, "post", form, group=group, post=found)


@leads
@require_POST
def post_removal(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    actions.remove_post(post=get_object_or_404(group.posts, pk=one))
    return _back("news", group, "removed")


@leads
@_GET_POST
def files(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """Files of the group, and a form for more."""
    form = FileForm(*_typed(request))
    if form.is_valid():
        try:
            actions.add_file(group=group, by=membership.person, **form.cleaned_data)
            return _back("files", group, "published")
        except Refused as refused:
            form.add_error(None, str(refused))
    rows = told_names.among_members(list(group.groupfiles.select_related("by")))
    words = {"rows": rows, "most": actions.MOST_FILES, "silence": silence.refusal(group)}
    return _page(request, "files", form, group=group, **words)


@leads
@require_POST
def file_removal(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    actions.remove_file(file=get_object_or_404(group.groupfiles, pk=one))
    return _back("files", group, "removed")
