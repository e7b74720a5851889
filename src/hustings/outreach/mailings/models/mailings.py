"""Mailings: what is written, to whom, and how far it is."""

from copy import copy
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from hustings.foundation.legal import Content
from hustings.outreach.emails import merge_fields, previews
from hustings.outreach.emails.blocks import VERSIONS, ContentField, Written, second
from hustings.outreach.emails.models.advertising import Advertised
from hustings.outreach.mailings.models.problems import Problem, told
from hustings.people.persons.models import Purpose, Topic
from hustings.people.segments.models import Segment


class Mailing(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, Advertised):
    """Letters to a segment: one for each language and version.

    What is typed is kept as revisions; the row holds what was approved ("published"), until then the first.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        QUEUEING = "queueing", _("preparing")
        SENDING = "sending", _("sending")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    class Kind(models.TextChoices):
        MAILING = "mailing", _("to a segment")
        STEP = "step", _("in a sequence")  # it stays open, and gets readers over time

    class Says(models.TextChoices):
        CAMPAIGN = Content.CAMPAIGN.value, _("campaign message")
        SERVICE = Content.SERVICE.value, _("reply to something recipients did")
        POLL = Content.POLL.value, _("opinion poll")
        RESULT = Content.RESULT.value, _("election result")

    class Clock(models.TextChoices):
        """Whose clock the planned hour is told by."""

        OURS = "ours", _("everyone at the same time")
        READER = "reader", _("each person’s local time")

    class Pressed(models.TextChoices):
        LEFT_OUT = "left_out", _("exclude them")
        WAITING = "waiting", _("wait until they can get one")
        IGNORED = "ignored", _("send anyway")

    name = models.CharField(_("name"), max_length=100, help_text=_("Only your team sees it."))
    content = ContentField(verbose_name=pgettext_lazy("of a mailing", "messages"))
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, verbose_name=_("segment"))
    criteria = models.JSONField(
        null=True, blank=True, help_text="The segment's at the moment of sending; empty in a draft"
    )
    conditions = models.JSONField(
        default=dict,
        blank=True,
        help_text="Criteria of the segments that its parts are for, at the moment of sending",
    )
    look = models.JSONField(
        null=True, blank=True, help_text="How its letters looked at the moment of sending; empty in a draft"
    )
    label = models.JSONField(
        null=True, blank=True, help_text="What its label said at the moment of sending; empty in a draft"
    )
    begun_by = models.JSONField(
        default=list, blank=True, help_text="Numbers of those who wrote the text that it began with"
    )
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.EMAIL)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="mailings", verbose_name=_("topic"),
        help_text=_("People who unsubscribed from this topic won’t get it."),
    )  # fmt: skip
    says = models.CharField(
        _("type of message"), max_length=10, choices=Says, default=Says.CAMPAIGN,
        help_text=_(
            "Election silence depends on it. Replies are sent at any time and don’t count "
"towards limits."
        ),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    created_at = models.DateTimeField(default=timezone.now)
    send_at = models.DateTimeField(
        null=True, blank=True, help_text="When it is planned to leave, by our clock"
    )
    clock = models.CharField(max_length=6, choices=Clock, default=Clock.OURS)
    pressed = models.CharField(max_length=8, choices=Pressed, default=Pressed.LEFT_OUT)
    moved_at = models.DateTimeField(
        null=True, blank=True, help_text="When letters last left, or somebody let it go (on)"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    leaves_at = models.DateTimeField(
        null=True, blank=True, help_text="Nothing leaves before then, and sending can be undone"
    )
    queued_at = models.DateTimeField(null=True, blank=True, help_text="When its last delivery was queued")
    finished_at = models.DateTimeField(null=True, blank=True)
    n_deliveries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=14, choices=Problem, blank=True, help_text="What holds it up")
    problem_said = models.CharField(
        max_length=300, blank=True, default="", help_text="The words of a server, to the problem"
    )
    live = models.BooleanField(default=False, editable=False, help_text="Approved for sending")
    kind = models.CharField(
        max_length=7, choices=Kind, default=Kind.MAILING, db_default=Kind.MAILING, editable=False
    )

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-pk"]

    # The states in which letters leave.
    MOVING: ClassVar = [State.QUEUEING, State.SENDING]
    # What a revision doesn't bring back: the course of the mailing, not its content.
    COURSE: ClassVar = [
        "criteria", "conditions", "look", "label", "begun_by", "state", "user", "sent_by", "created_at",
        "started_at", "leaves_at", "queued_at", "send_at", "clock", "pressed", "moved_at", "finished_at",
        "n_deliveries", "problem", "problem_said", "kind",
    ]  # fmt: skip

    # What stands in the editor.
    WRITTEN: ClassVar = [
        "name", "content", "segment", "topic", "purpose", "says", "advertising", "ad_reason", "ad_linked_to",
        "ad_targeted",
    ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "Mailing":
        """What a revision says, without rows that it names and that are gone: no constraint guards them."""
        made: Mailing = super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)
        made.segment = Segment.objects.filter(pk=made.segment_id).first() if made.segment_id else None
        made.topic = Topic.objects.filter(pk=made.topic_id).first() if made.topic_id else None
        return made

    def with_content_json(self, content: dict[str, Any]) -> "Mailing":
        made: Mailing = super().with_content_json(content)
        for name in self.COURSE:
            setattr(made, name, getattr(self, name))
        return made

    def get_latest_revision_as_object(self) -> "Mailing":
        """As it was typed last. A letter of a sequence would leave in the look of now, so it wears that."""
        made: Mailing = super().get_latest_revision_as_object()
        return made._undressed() if made.is_step else made

    def _undressed(self) -> "Mailing":
        made = copy(self)
        made.look = made.label = None
        return made

    def as_typed(self) -> "Mailing":
        """The same with ``latest_revision`` alone: a revision read whole asks after each row it names."""
        made = self._undressed() if self.is_step else copy(self)
        has_more = self.has_unpublished_changes and self.latest_revision
        said = self.latest_revision.content if has_more else {}
        for name in [name for name in self.WRITTEN if name in said]:
            field: Any = self._meta.get_field(name)
            if field.is_relation:
                setattr(made, f"{name}_id", said[name])
            else:
                setattr(made, name, field.to_python(said[name]))
        return made

    def letters(self) -> list[Written]:
        """All its letters, in the order in which they were written; then those with a second subject."""
        found = [child.value for child in self.content]
        return [*found, *filter(None, map(second, found))]

    def letter_for(self, language: str, version: str, first_language: str) -> Written | None:
        """A version's letter in ``language``, else for any language, else in ``first_language``."""
        letters = self.letters()
        found = [letter for letter in letters if letter["version"] == version] or letters
        by_language = {letter["language"] or "": letter for letter in reversed(found)}
        for wanted in (language, "", first_language):
            if wanted in by_language:
                return by_language[wanted]
        return found[0] if found else None

    @property
    def versions(self) -> list[str]:
        return sorted({letter["version"] for letter in self.letters()})

    def subject_for(self, language: str, first_language: str, version: str = "") -> str:
        """The subject that a reader of ``language`` sees."""
        letter = self.letter_for(language, version or VERSIONS[0], first_language)
        return str(letter["subject"]) if letter else ""

    @property
    def subject(self) -> str:
        raw = self.content.raw_data
        return str(raw[0]["value"]["subject"]) if raw else ""

    @property
    def subject_shown(self) -> str:
        """The same without the signs of merge fields, for lists."""
        return merge_fields.shown(self.subject)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return previews.serve(self, request, mode_name)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return previews.modes(self)

    @property
    def default_preview_mode(self) -> str:
        return self.preview_modes[0][0]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return previews.SIZES

    @property
    def problem_words(self) -> str:
        return told(self.problem, self.problem_said)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def may_be_written(self) -> bool:
        """Whether its letters may still be changed: in a draft, and as long as its sequence goes on."""
        return self.is_draft or (self.is_step and not self.is_over)

    @property
    def is_step(self) -> bool:
        return self.kind == self.Kind.STEP

    @property
    def asks_for(self) -> Any:
        """The criteria that its readers meet: of the moment of sending, or the segment's own in a draft."""
        if self.criteria is not None:
            return self.criteria
        return self.segment.criteria if self.segment else None

    @property
    def is_moving(self) -> bool:
        return self.state in self.MOVING

    @property
    def may_be_undone(self) -> bool:
        """Whether it was sent, and nothing may leave yet."""
        return bool(not self.is_draft and not self.is_over and not self.queued_at and self.leaves_at)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will leave."""
        return self.state in {self.State.SENT, self.State.CANCELLED}
