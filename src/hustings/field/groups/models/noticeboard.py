"""News that hosts write for their group, and the files that they hand out."""

import secrets
from pathlib import PurePosixPath
from typing import Any, Self, TypeVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models.groups import LocalGroup
from hustings.field.threads.models import Bulletin
from hustings.people.persons.models import Person

TITLE, TEXT = 120, 5_000
Row = TypeVar("Row", bound="Notice")


def private() -> Storage:
    """Files that are only sent by a view, which asks who may have them."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"groups/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()}"


class NoticeQuerySet(models.QuerySet[Row]):
    """Questions about many posts or files."""

    def live(self) -> Self:
        return self.filter(removed_at=None)

    def public(self) -> Self:
        """Those that anyone may see, as long as the group is shown."""
        return self.live().filter(is_for_members=False)


class Notice(models.Model):
    """One thing on a group's noticeboard. ``removed_for`` stands only where the team took it down."""

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="%(class)ss", db_index=False)
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="The host; gone if erased"
    )
    title = models.CharField(_("title"), max_length=TITLE)
    is_for_members = models.BooleanField(_("for members only"), default=False)
    posted_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_for = models.CharField(_("reason"), max_length=300, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-posted_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_taken_down(self) -> bool:
        """Whether the team took it down: hosts can't put it back."""
        return self.removed_at is not None and bool(self.removed_for)


class Post(Notice):
    """A piece of news: plain text, in which links work."""

    text = models.TextField(_("text"), max_length=TEXT)
    picture = models.FileField(storage=private, upload_to=place, blank=True)
    picture_alt = models.CharField(_("image description"), max_length=200, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    bulletin = models.ForeignKey(
        Bulletin, models.SET_NULL, null=True, blank=True, related_name="+", help_text="As sent to members"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta(Notice.Meta):
        abstract = False
        verbose_name = _("news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["group", "-posted_at"], name="news_of_group")]


class GroupFile(Notice):
    """A file to download. ``name`` is what it is saved as; where it lies says nothing."""

    file = models.FileField(storage=private, upload_to=place)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=5, help_text="Its ending, checked against its bytes")
    size = models.PositiveIntegerField(help_text="Bytes")

    objects = NoticeQuerySet.as_manager()

    class Meta(Notice.Meta):
        abstract = False
        verbose_name = _("file of a group")
        verbose_name_plural = _("files of groups")
        indexes = [models.Index(fields=["group", "-posted_at"], name="files_of_group")]


def with_boards(groups: models.QuerySet[LocalGroup]) -> models.QuerySet[LocalGroup]:
    """Groups with ``has_news``, ``has_files`` and ``has_inside``, so that empty boards cost no query more."""
    news = Post.objects.live().filter(group=models.OuterRef("pk")).order_by()
    files = GroupFile.objects.live().filter(group=models.OuterRef("pk")).order_by()
    inside = models.Exists(news.filter(is_for_members=True)) | models.Exists(
        files.filter(is_for_members=True)
    )
    return groups.annotate(
        has_news=models.Exists(news.filter(is_for_members=False)),
        has_files=models.Exists(files.filter(is_for_members=False)), has_inside=inside,
    )  # fmt: skip
