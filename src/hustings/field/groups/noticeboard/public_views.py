"""Pages that members read of their group, and files and pictures on their way to whoever may have them."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.field.groups import hosting
from hustings.field.groups.hosting import belongs
from hustings.field.groups.models import GroupFile, GroupRole, LocalGroup, Membership, Post
from hustings.field.groups.models.noticeboard import Notice
from hustings.field.groups.noticeboard import told_names
from hustings.foundation.lib.fields.uploaded_files import KINDS
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import sent_files
from hustings.people.selfservice.views.own_page import shown

SIZE = 20


@belongs
@require_safe
def for_members(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """All news and files, with those for members only."""
    rows = group.posts.live().select_related("by")
    found, older = keyset.page(rows, request.GET.get("before", ""), SIZE, ("-posted_at", "-pk"))
    words = {
        "group": group, "mine": membership, "posts": told_names.among_members(found), "older": older,
        "files": told_names.among_members(list(group.groupfiles.live().select_related("by"))),
    }  # fmt: skip
    return shown(request, "groups/noticeboard/for_members.html", words)


@never_cache
@require_safe
def picture(request: HttpRequest, pk: int, one: int) -> HttpResponseBase:
    """The picture of one post."""
    post = get_object_or_404(Post.objects.exclude(picture="").select_related("group"), pk=one, group=pk)
    return _refusal(request, post) or sent(post)


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, one: int) -> HttpResponseBase:
    """One file, to be saved and never shown within the site."""
    file = get_object_or_404(GroupFile.objects.select_related("group"), pk=one, group=pk)
    return _refusal(request, file) or sent(file)


def _refusal(request: HttpRequest, notice: Notice) -> HttpResponseBase | None:
    """None for whoever may have it: anyone, or members with their own page open; hosts also what is gone."""
    group = notice.group
    if group.is_shown and not notice.is_for_members and notice.removed_at is None:
        return None
    who = hosting.person(request)
    if who is None:
        if notice.removed_at is not None or group.closed_at is not None:
            raise Http404
        return hosting.ask(request)
    rows = Membership.objects.live().filter(person=who, group=group, group__closed_at=None)
    mine = rows.exclude(role=GroupRole.FOLLOWER).first()
    if mine is None:
        return render(request, "groups/noticeboard/not_a_member.html", {"group": group}, status=403)
    if notice.removed_at is not None and not mine.leads:
        raise Http404
    return None


def sent(notice: Post | GroupFile) -> FileResponse:
    """The file, to be saved; the picture of a post, to be seen. 404 where it is gone."""
    if isinstance(notice, GroupFile):
        return sent_files.sent(notice.file, KINDS[notice.kind][1], name=notice.name)
    return sent_files.sent(notice.picture, "image/jpeg")
