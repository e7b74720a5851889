"""Messages: a row for each text to each phone, before anything is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.outreach.text_messages.models.gateways import Gateway
from hustings.outreach.text_messages.models.texts import TextBlast
from hustings.people.persons.models import Person


class TextMessageQuerySet(models.QuerySet["TextMessage"]):
    """Questions about many messages."""

    def got(self) -> "TextMessageQuerySet":
        """Those that a gateway took, and that did not fail after."""
        return self.filter(state__in=[TextMessage.State.SENT, TextMessage.State.DELIVERED])


class TextMessage(models.Model):
    """One text for one phone. ``key`` names it to the gateway: the same key is the same message.

    What is ``sending`` was put on the wire; only its own carrier, a receipt or a lapsed lease moves it on.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("text to a segment")
        TEST = "test", _("test")
        STOPPED = "stopped", _("answer to STOP")
        ANSWER = "answer", _("answer to a reply")

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("text messages", "waiting")
        SENDING = "sending", pgettext_lazy("text messages", "on the way")
        SENT = "sent", pgettext_lazy("text messages", "sent")
        DELIVERED = "delivered", pgettext_lazy("text messages", "delivered")
        FAILED = "failed", pgettext_lazy("text messages", "failed")
        EXPIRED = "expired", pgettext_lazy("text messages", "too late: not delivered")
        SKIPPED = "skipped", pgettext_lazy("text messages", "left out")
        UNSURE = "unsure", pgettext_lazy("text messages", "unknown")

    class Reason(models.TextChoices):
        STOPPED = "stopped", _("wants no texts any more")
        NO_NUMBER = "no_number", _("the number is no longer theirs")
        CANCELLED = "cancelled", pgettext_lazy("text messages", "cancelled")
        REFUSED = "refused", _("refused by the gateway")
        TRIES = "tries", _("tried too often")

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TEXT)
    text = models.ForeignKey(TextBlast, models.CASCADE, null=True, related_name="messages", db_index=False)
    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="messages", db_index=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="text_messages", db_index=False
    )
    number = KeyField(max_length=16, help_text="In E.164")
    body = models.TextField(blank=True, help_text="Where it is not that of the text")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    said = models.CharField(max_length=200, blank=True, help_text="The gateway's words")
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, help_text="The carrier that put it on the wire")
    wired_at = models.DateTimeField(null=True, help_text="First put on the wire")
    unsure_at = models.DateTimeField(null=True, help_text="First perhaps taken: its key is known for a while")
    send_before = models.DateTimeField(null=True, help_text="Handed to the gateway")
    n_parts = models.PositiveSmallIntegerField(default=0)
    provider_id = KeyField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="Delivered, failed or expired")

    objects = TextMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("text message")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "person"], condition=Q(text__isnull=False), name="one_message_per_person"
            ),
            models.UniqueConstraint(
                fields=["text", "number"], condition=Q(text__isnull=False), name="one_message_per_number"
            ),
        ]
        indexes = [
            models.Index(fields=["gateway", "due_at", "id"], condition=Q(state="queued"), name="texts_due"),
            models.Index(fields=["gateway", "claim"], condition=Q(state="sending"), name="texts_on_the_wire"),
            models.Index(
                fields=["text", "state", "id"], condition=Q(text__isnull=False), name="texts_by_state"
            ),
            models.Index(fields=["person", "-sent_at", "-id"], name="texts_of_person"),
            models.Index(fields=["number", "kind"], name="texts_by_number"),
            models.Index(fields=["gateway", "provider_id"], condition=~Q(provider_id=""), name="texts_by_id"),
        ]

    def __str__(self) -> str:
        return str(self.key)
