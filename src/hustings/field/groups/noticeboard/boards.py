"""A group's noticeboard as its page tells it, to everyone alike."""

from dataclasses import dataclass

from hustings.field.groups.models import GroupFile, LocalGroup, Post
from hustings.field.groups.noticeboard import told_names
from hustings.field.groups.noticeboard.told_names import Told
from hustings.foundation.lib.sql import keyset

NEWEST, SIZE = 3, 20


@dataclass(frozen=True, slots=True)
class Board:
    """News and files. ``older``: the place to go on from; ``has_more``: more than is told here."""

    posts: list[Told[Post]]
    files: list[Told[GroupFile]]
    older: str = ""
    has_more: bool = False
    has_members_only: bool = False

    def __bool__(self) -> bool:
        return bool(self.posts or self.files or self.has_members_only)


def newest(group: LocalGroup) -> Board:
    """For the group's page. ``group`` comes from ``with_boards``."""
    has_news, has_files, has_inside = (
        getattr(group, name) for name in ("has_news", "has_files", "has_inside")
    )
    posts = list(group.posts.public()[: NEWEST + 1]) if has_news else []
    files = list(group.groupfiles.public()) if has_files else []
    return Board(
        told_names.in_public(group, posts[:NEWEST]), told_names.in_public(group, files),
        has_more=len(posts) > NEWEST, has_members_only=has_inside,
    )  # fmt: skip


def whole(group: LocalGroup, before: str) -> Board:
    """A page of all public news."""
    found, older = keyset.page(group.posts.public(), before, SIZE, ("-posted_at", "-pk"))
    return Board(told_names.in_public(group, found), [], older)
