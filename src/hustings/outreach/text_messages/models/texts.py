"""Texts: written once, for the people of a segment."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.outreach.text_messages.models.gateways import Gateway
from hustings.people.segments.models import Segment

LONGEST = 600  # signs: more is an e-mail


class TextBlastQuerySet(models.QuerySet["TextBlast"]):
    """Questions about many texts."""

    def moving(self) -> "TextBlastQuerySet":
        """Those whose messages may leave."""
        return self.filter(started_at__isnull=False, paused_at=None, cancelled_at=None, finished_at=None)


class TextBlast(models.Model):
    """Words for everybody of a segment who agreed to text messages."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="In the keys of messages")
    name = models.CharField(_("name"), max_length=100, help_text=_("Only your team sees it"))
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="texts", verbose_name=_("recipients"))
    body = models.TextField(
        _("text"), max_length=LONGEST,
        help_text=_(
            "{first_name} stands for the first name. Your name and how to stop are added to each text."
        ),
    )  # fmt: skip
    gateway = models.ForeignKey(
        Gateway, models.PROTECT, null=True, blank=True, related_name="texts", verbose_name=_("text gateway")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Wrote it last"
    )
    created_at = models.DateTimeField(default=timezone.now)
    criteria = models.JSONField(null=True, help_text="Those of the segment, as they were when it was sent")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_seen = models.CharField(
        max_length=32, blank=True, help_text="A fingerprint of what was approved"
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(null=True, help_text="Planned for, or once it can't be undone")
    queued_at = models.DateTimeField(null=True, help_text="All rows are written")
    paused_at = models.DateTimeField(null=True)
    is_restored = models.BooleanField(default=False, help_text="Paused by a backup that was put back")
    cancelled_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = TextBlastQuerySet.as_manager()

    class Meta:
        verbose_name = _("text message")
        verbose_name_plural = _("Text messages")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``draft``, ``scheduled``, ``sending``, ``paused``, ``sent`` or ``cancelled``."""
        if self.cancelled_at:
            return "cancelled"
        if self.finished_at:
            return "sent"
        if self.paused_at:
            return "paused"
        if not self.started_at:
            return "draft"
        return "sending" if self.queued_at else "scheduled"

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"
