"""Comments of colleagues on a letter before it leaves."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.outreach.mailings.models.mailings import Mailing

LONGEST = 2_000  # characters of one


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about many."""

    def open(self) -> "CommentQuerySet":
        return self.filter(answers_to=None, resolved_at=None)


class Comment(models.Model):
    """Words on a mailing, on one of its letters, or on a block of one, by the block's lasting number.

    ``about`` is what it was called then, for when it is gone. An answer has no block and no answers.
    """

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="comments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answers_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    block = models.CharField(max_length=36, blank=True)
    about = models.CharField(max_length=200, blank=True)
    text = models.TextField(_("comment"), max_length=LONGEST)
    made_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    deleted_at = models.DateTimeField(
        null=True, blank=True, help_text="Its words are gone; its answers keep their place"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.text[:60]}"

    @property
    def is_open(self) -> bool:
        return self.answers_to_id is None and self.resolved_at is None


class Mention(models.Model):
    """That a comment is for somebody: they get a letter, and it waits on their first page until read."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "user"], name="mentioned_once_in_a_comment")
        ]
