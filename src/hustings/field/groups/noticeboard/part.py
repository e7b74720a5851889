"""The noticeboard's part of the manifest: pages of the group and its hosts, people's data, reorganisation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups import hooks
from hustings.field.groups.models import GroupFile, LocalGroup, Membership, Post
from hustings.field.groups.noticeboard import boards
from hustings.field.groups.reorganisation.rows import GroupRows, group_rows
from hustings.field.threads import bulletin_origins
from hustings.field.threads.bulletin_origins import Origin
from hustings.field.threads.models import Bulletin
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.privacy import redaction
from hustings.people.selfservice import parts


def _on_page(request: HttpRequest, group: LocalGroup) -> hooks.Part | None:
    board = boards.newest(group)
    return hooks.Part("groups/noticeboard/on_page.html", {"board": board}, order=10) if board else None


def _for_host(request: HttpRequest, group: LocalGroup, membership: Membership) -> hooks.Part:
    taken_down = [
        notice for rows in (group.posts, group.groupfiles) for notice in rows.exclude(removed_at=None)
    ]
    words = {
        "n_posts": group.posts.live().count(), "n_files": group.groupfiles.live().count(),
        "taken_down": taken_down,
    }  # fmt: skip
    return hooks.Part("groups/noticeboard/for_host.html", words, order=15)


def _origin(bulletin: Bulletin, user: Any) -> Origin | None:
    """The news that was handed in as this message, too."""
    post = Post.objects.filter(bulletin=bulletin.pk).first()
    if post is None:
        return None
    label = _("News of the group")
    if not LocalGroup.objects.visible_to(user).filter(pk=post.group_id).exists():
        return Origin(label, taken_down=post.removed_for)
    picture = reverse("groups:notice", args=[post.group_id, "news", post.pk]) if post.picture else ""
    url = reverse("groups:group", args=[post.group_id])
    return Origin(label, f"{url}#news-head", picture, post.picture_alt, post.removed_for)


def _posts(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in Post.objects.filter(by=person).select_related("group"):
        yield row.group.name, row.title, row.text, row.picture_alt, row.posted_at, row.removed_for


def _files(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in GroupFile.objects.filter(by=person).select_related("group"):
        yield row.group.name, row.title, row.name, row.posted_at, row.removed_for


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """News and files are the group's: they stay, without the name."""
    for model in (Post, GroupFile):
        model._default_manager.filter(by__in=people).update(by=None)


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["noticeboards"]:
        yield (
            Part.WHY,
            _(
                "News and files that you publish for your local group: to inform its members or everyone."
                " Members read your first name and initial with them, everyone your name if you agreed to it."
            ),
        )
        yield (
            Part.HOW_LONG,
            _("News and files of a local group stay with it. If you erase your data, your name is removed."),
        )


def _rows(model: type[Post | GroupFile]) -> Any:
    def of(group: int) -> QuerySet[Any]:
        return model._default_manager.filter(group=group)

    return of


_GROUP, _TITLE, _AT = gettext_lazy("group"), gettext_lazy("title"), gettext_lazy("published")
_WHY = gettext_lazy("taken down because")

part = Contribution(
    hooks.page_parts(_on_page),
    hooks.host_parts(_for_host),
    bulletin_origins.sources(_origin),
    group_rows(
        GroupRows("news", gettext_lazy("News"), _rows(Post), "group"),
        GroupRows("files", gettext_lazy("Files"), _rows(GroupFile), "group"),
    ),
    routes.routes(routes.Route("hustings.field.groups.public_urls.noticeboard", is_localised=True)),
    erasure_hooks.erasers(_erase),
    redaction.texts(
        redaction.Texts(Post, {"title": "words", "text": "words", "picture_alt": "words"}),
        redaction.Texts(GroupFile, {"title": "words", "name": "words"}),
    ),
    parts.my_data(
        parts.Part(
            "group_news", gettext_lazy("News of local groups"),
            {
                "group": _GROUP, "title": _TITLE, "text": gettext_lazy("text"),
                "picture_alt": gettext_lazy("image description"), "posted_at": _AT, "removed_for": _WHY,
            },
            _posts,
        ),
        parts.Part(
            "group_files", gettext_lazy("Files of local groups"),
            {
                "group": _GROUP, "title": _TITLE, "name": gettext_lazy("file"), "posted_at": _AT,
                "removed_for": _WHY,
            },
            _files,
        ),
    ),
    uses(Use("noticeboards", lambda: Post.objects.live(), is_handed_on=True)),
    tellers(_notice),
)  # fmt: skip
