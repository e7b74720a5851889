"""Talks with people, and what is to follow from them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.text import phrases
from hustings.people.persons.models.persons import Person


class Contact(models.Model):
    """That somebody of the team got in touch, or tried to: how, and what came of it."""

    class Method(models.TextChoices):
        CALL = "call", _("phone call")
        VISIT = "visit", _("visit")
        MEETING = "meeting", _("meeting")
        SMS = "sms", _("text message")
        EMAIL = "email", _("e-mail")
        LETTER = "letter", _("letter")
        CHAT = "chat", _("social network")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("talked")
        LEFT_MESSAGE = "left_message", _("left a message")
        NO_ANSWER = "no_answer", _("no answer")
        CALL_BACK = "call_back", _("asked to be called back")
        REFUSED = "refused", _("doesn't want to talk")
        WRONG = "wrong", _("wrong number or address")
        MOVED = "moved", _("has moved")
        DECEASED = "deceased", _("has died")

    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts", db_index=False)
    method = models.CharField(_("channel"), max_length=10, choices=Method)
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome)
    note = models.TextField(_("note"), blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    contacted_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("contact")
        ordering = ["-contacted_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-contacted_at", "-id"], name="contacts_of_person"),
            models.Index(fields=["method", "outcome", "contacted_at", "person"], name="people_by_contact"),
        ]

    def __str__(self) -> str:
        return phrases.pair(self.get_method_display(), self.get_outcome_display())


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about many follow-ups."""

    def open(self) -> "FollowUpQuerySet":
        return self.filter(done_at=None)

    def of(self, user: Any) -> "FollowUpQuerySet":
        """Those that ``user`` is to do."""
        return self.filter(owner=user)

    def due(self, day: dt.date) -> "FollowUpQuerySet":
        """Those to be done on ``day`` or before."""
        return self.open().filter(due_on__lte=day)


class FollowUp(models.Model):
    """Something that one of the team is to do about a person by a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="follow_ups")
    what = models.CharField(pgettext_lazy("follow-up", "task"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False,
        verbose_name=_("assigned to"),
    )  # fmt: skip
    due_on = models.DateField(_("due date"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=models.Q(done_at=None), name="follow_ups_open")
        ]

    def __str__(self) -> str:
        return self.what
