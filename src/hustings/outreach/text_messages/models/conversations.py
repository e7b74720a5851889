"""Conversations: what somebody texts us, in the hands of one of the team until it is answered."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.outreach.text_messages.models.gateways import Gateway
from hustings.outreach.text_messages.rights import SEND_TEXTS
from hustings.people.persons.models import Person


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Questions about many conversations."""

    def visible_to(self, user: Any) -> "ConversationQuerySet":
        """Those with people of the user's territories; with numbers of nobody only from everywhere."""
        if access.everywhere(user, SEND_TEXTS):
            return self
        return self.filter(person__in=Person.objects.visible_to(user, SEND_TEXTS))


class Conversation(models.Model):
    """All texts from and to one number. ``waiting_since``: the first that nobody has answered."""

    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="conversations", db_index=False)
    number = KeyField(max_length=16, help_text="In E.164, or as the provider writes it")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="text_conversations")
    last_at = models.DateTimeField(_("last text"), default=timezone.now)
    waiting_since = models.DateTimeField(_("waiting since"), null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    claimed_until = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation by text")
        constraints = [
            models.UniqueConstraint(fields=["gateway", "number"], name="one_text_conversation_per_number")
        ]
        indexes = [
            models.Index(
                fields=["waiting_since", "id"],
                condition=Q(waiting_since__isnull=False),
                name="texts_unanswered",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def holder(self, now: datetime) -> Any:
        """The member of the team who has it in hand now, if any."""
        return self.claimed_by if self.claimed_until and self.claimed_until > now else None
